import { listExperiments } from '#contracts/api/experiments';
import { toExperimentBody } from '#lambdas/api/experiments/experiment-body';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(listExperiments, deps, async ({ query: { companyId: _, ...page }, company }) => {
    const { data, nextCursor } = await deps.experiments.list(company.company.companyId, page);
    return reply({ data: data.map(toExperimentBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
