import { listModels } from '#contracts/api/models';
import { toModelBody } from '#lambdas/api/models/model-body';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(listModels, deps, async ({ query, company }) => {
    const { data, nextCursor } = await deps.models.list(company.company.companyId, query);
    return reply({ data: data.map(toModelBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
