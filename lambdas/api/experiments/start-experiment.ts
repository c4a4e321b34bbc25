import { startExperiment } from '#contracts/api/experiments';
import { designFaults } from '#core/experiments/check-design';
import type { Experiment } from '#core/experiments/experiment';
import { mostRunningExperiments } from '#core/ports/experiment-store';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { experimentReply } from '#lambdas/api/experiments/experiment-body';
import { requireExperiment } from '#lambdas/api/experiments/require-experiment';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

const checkStart = (experiment: Experiment, running: readonly Experiment[], rules: readonly TargetingRule[]): void => {
  if (experiment.status === 'STOPPED') problem('conflict', 'The experiment has ended; create another one');
  if (running.length >= mostRunningExperiments) {
    problem('conflict', `A company runs at most ${mostRunningExperiments} experiments at a time; stop one first`);
  }
  const faults = designFaults(experiment, running, rules);
  if (faults.length === 0) return;
  const errors = faults.map((fault) => ({ ...fault, pointer: `/body${fault.pointer}` }));
  problem('unprocessable', 'The experiment could tell nothing as it is designed', errors);
};

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(startExperiment, deps, async ({ params, company, person, now }) => {
    requireEntitlement(deps, company, 'ab-testing');
    const { companyId } = company.company;
    const experiment = await requireExperiment(deps.experiments, companyId, params.experimentId);
    if (experiment.status === 'RUNNING') return experimentReply(experiment);
    const [running, rules] = await Promise.all([deps.experiments.running(companyId), deps.rules.enabled(companyId)]);
    checkStart(experiment, running, rules);
    const change = { version: experiment.version + 1, updatedAt: now, updatedBy: person.userId };
    const started: Experiment = { ...experiment, ...change, status: 'RUNNING', startedAt: now };
    await deps.experiments.put(companyId, started);
    return experimentReply(started);
  });

export const handler = makeHandler(runtimeDependencies());
