import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CounterStore } from '#core/ports/counter-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface AnalyticsDependencies extends EndpointDependencies {
  readonly counters: Pick<CounterStore, 'days'>;
}

export const runtimeDependencies = (): AnalyticsDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), counters: makeCounterStore(table) };
};
