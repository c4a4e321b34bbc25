import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { RuleStore } from '#core/ports/rule-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface RuleDependencies extends EndpointDependencies {
  readonly rules: RuleStore;
}

export const runtimeDependencies = (): RuleDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), rules: makeRuleStore(table) };
};
