import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ExperimentOutcomeStore } from '#core/ports/experiment-outcome-store';
import type { ExperimentStore } from '#core/ports/experiment-store';
import type { RuleStore } from '#core/ports/rule-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface ExperimentDependencies extends EndpointDependencies {
  readonly experiments: ExperimentStore;
  readonly rules: Pick<RuleStore, 'enabled'>;
  readonly outcomes: Pick<ExperimentOutcomeStore, 'sums'>;
}

export const runtimeDependencies = (): ExperimentDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    experiments: makeExperimentStore(table),
    rules: makeRuleStore(table),
    outcomes: makeExperimentOutcomeStore(table),
  };
};
