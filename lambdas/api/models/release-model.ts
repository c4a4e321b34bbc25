import { releaseModel } from '#contracts/api/models';
import { toModelBody } from '#lambdas/api/models/model-body';
import { putLive } from '#lambdas/api/models/put-live';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(releaseModel, deps, async ({ params, company, now }) => {
    const target = { companyId: company.company.companyId, modelVersion: params.modelVersion, now };
    return reply(toModelBody(await putLive(deps.models, target, ['ready', 'held'])));
  });

export const handler = makeHandler(runtimeDependencies());
