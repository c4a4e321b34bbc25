import { stopExperiment } from '#contracts/api/experiments';
import type { Experiment } from '#core/experiments/experiment';
import { experimentReply } from '#lambdas/api/experiments/experiment-body';
import { requireExperiment } from '#lambdas/api/experiments/require-experiment';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(stopExperiment, deps, async ({ params, company, person, now }) => {
    const { companyId } = company.company;
    const experiment = await requireExperiment(deps.experiments, companyId, params.experimentId);
    if (experiment.status === 'STOPPED') return experimentReply(experiment);
    if (experiment.status === 'DRAFT') return problem('conflict', 'The experiment was never started');
    const change = { version: experiment.version + 1, updatedAt: now, updatedBy: person.userId };
    const stopped: Experiment = { ...experiment, ...change, status: 'STOPPED', stoppedAt: now };
    await deps.experiments.put(companyId, stopped);
    return experimentReply(stopped);
  });

export const handler = makeHandler(runtimeDependencies());
