import { listPrivacyJobs } from '#contracts/api/privacy';
import { toPrivacyJobBody } from '#lambdas/api/privacy/privacy-job-body';
import { type PrivacyEndpointDependencies, runtimeDependencies } from '#lambdas/api/privacy/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: PrivacyEndpointDependencies) =>
  httpEndpoint(listPrivacyJobs, deps, async ({ query, company, now }) => {
    const { data, nextCursor } = await deps.jobs.list(company.company.companyId, query);
    return reply({ data: await Promise.all(data.map((job) => toPrivacyJobBody(deps, job, now))), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
