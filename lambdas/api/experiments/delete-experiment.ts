import { deleteExperiment } from '#contracts/api/experiments';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { noContent } from '#lambdas/shared/reply';

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(deleteExperiment, deps, async ({ params, company, person, now }) => {
    const { companyId } = company.company;
    const experiment = await deps.experiments.get(companyId, params.experimentId);
    if (!experiment) return noContent;
    if (experiment.status === 'RUNNING') problem('conflict', 'The experiment runs; stop it first');
    await deps.experiments.delete(companyId, experiment, { now, by: person.userId });
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
