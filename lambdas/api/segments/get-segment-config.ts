import { getSegmentConfig } from '#contracts/api/segments';
import { runtimeDependencies, type SegmentDependencies } from '#lambdas/api/segments/runtime-dependencies';
import { segmentsReply } from '#lambdas/api/segments/segments-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: SegmentDependencies) =>
  httpEndpoint(getSegmentConfig, deps, async ({ company }) =>
    segmentsReply(await deps.settings.segments.get(company.company.companyId)),
  );

export const handler = makeHandler(runtimeDependencies());
