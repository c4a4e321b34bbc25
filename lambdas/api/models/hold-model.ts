import { holdModel } from '#contracts/api/models';
import { toModelBody } from '#lambdas/api/models/model-body';
import { requireModel } from '#lambdas/api/models/require-model';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(holdModel, deps, async ({ params, company, now }) => {
    const { companyId } = company.company;
    await requireModel(deps.models, companyId, params.modelVersion);
    const options = { now, from: ['ready', 'held'] } as const;
    return reply(toModelBody(await deps.models.update(companyId, params.modelVersion, { status: 'held' }, options)));
  });

export const handler = makeHandler(runtimeDependencies());
