import { getExperiment } from '#contracts/api/experiments';
import { toExperimentBody } from '#lambdas/api/experiments/experiment-body';
import { requireExperiment } from '#lambdas/api/experiments/require-experiment';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(getExperiment, deps, async ({ params, company }) => {
    const experiment = await requireExperiment(deps.experiments, company.company.companyId, params.experimentId);
    return reply(toExperimentBody(experiment), { version: experiment.version });
  });

export const handler = makeHandler(runtimeDependencies());
