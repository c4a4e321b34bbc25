import { getPrivacyRequest } from '#contracts/api/privacy';
import { toPrivacyJobBody } from '#lambdas/api/privacy/privacy-job-body';
import { type PrivacyEndpointDependencies, runtimeDependencies } from '#lambdas/api/privacy/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: PrivacyEndpointDependencies) =>
  httpEndpoint(getPrivacyRequest, deps, async ({ params, company, now }) => {
    const job = await deps.jobs.get({ companyId: company.company.companyId, jobId: params.jobId });
    return reply(await toPrivacyJobBody(deps, job ?? problem('not_found', `There is no job ${params.jobId}`), now));
  });

export const handler = makeHandler(runtimeDependencies());
