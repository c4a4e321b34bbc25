import { getModel } from '#contracts/api/models';
import { toModelBody } from '#lambdas/api/models/model-body';
import { requireModel } from '#lambdas/api/models/require-model';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(getModel, deps, async ({ params, company }) =>
    reply(toModelBody(await requireModel(deps.models, company.company.companyId, params.modelVersion))),
  );

export const handler = makeHandler(runtimeDependencies());
