import { putSegmentConfig } from '#contracts/api/segments';
import { runtimeDependencies, type SegmentDependencies } from '#lambdas/api/segments/runtime-dependencies';
import { segmentsReply } from '#lambdas/api/segments/segments-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: SegmentDependencies) =>
  httpEndpoint(putSegmentConfig, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    return segmentsReply(await deps.settings.segments.put(company.company.companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
