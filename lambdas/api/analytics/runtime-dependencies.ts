import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { makeHoldOutStore } from '#adapters/dynamodb/hold-out-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CounterStore } from '#core/ports/counter-store';
import type { HoldOutStore } from '#core/ports/hold-out-store';
import type { RollUpStore } from '#core/ports/roll-up-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface AnalyticsDependencies extends EndpointDependencies {
  readonly counters: Pick<CounterStore, 'days'>;
  readonly rollUps: Pick<RollUpStore, 'days'>;
  readonly holdOut: Pick<HoldOutStore, 'weeks'>;
}

export const runtimeDependencies = (): AnalyticsDependencies => {
  const env = loadEnv(familyEnvironments.analytics);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    counters: makeCounterStore(table),
    rollUps: makeRollUpStore(table),
    holdOut: makeHoldOutStore(table),
  };
};
