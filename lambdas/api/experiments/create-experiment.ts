import { createExperiment } from '#contracts/api/experiments';
import type { Experiment } from '#core/experiments/experiment';
import { experimentReply } from '#lambdas/api/experiments/experiment-body';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(createExperiment, deps, async ({ body, company, person, now }) => {
    const created = { version: 1, createdAt: now, updatedAt: now, updatedBy: person.userId };
    const experiment: Experiment = { ...body, ...created, experimentId: deps.newId(), status: 'DRAFT' };
    await deps.experiments.put(company.company.companyId, experiment);
    return experimentReply(experiment);
  });

export const handler = makeHandler(runtimeDependencies());
