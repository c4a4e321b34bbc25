import { rollBackModel } from '#contracts/api/models';
import { toModelBody } from '#lambdas/api/models/model-body';
import { putLive } from '#lambdas/api/models/put-live';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(rollBackModel, deps, async ({ body, company, now }) => {
    const { companyId } = company.company;
    const modelVersion = body.to ?? (await deps.models.live(companyId))?.previousModelVersion;
    if (modelVersion === undefined) return problem('conflict', 'No model served before the live one');
    return reply(
      toModelBody(await putLive(deps.models, { companyId, modelVersion, now }, ['retired', 'ready', 'held'])),
    );
  });

export const handler = makeHandler(runtimeDependencies());
