import { createPrivacyExport } from '#contracts/api/privacy';
import { toPrivacyJobBody } from '#lambdas/api/privacy/privacy-job-body';
import { type PrivacyEndpointDependencies, runtimeDependencies } from '#lambdas/api/privacy/runtime-dependencies';
import { startJob } from '#lambdas/api/privacy/start-job';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: PrivacyEndpointDependencies) =>
  httpEndpoint(createPrivacyExport, deps, async ({ body, company, person, now }) => {
    const { companyId } = company.company;
    const job = await startJob(deps, { companyId, ...body, kind: 'export', requestedBy: person.userId, now });
    return reply(await toPrivacyJobBody(deps, job, now));
  });

export const handler = makeHandler(runtimeDependencies());
