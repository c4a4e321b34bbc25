import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { OrderStore } from '#core/ports/order-store';
import type { OrderOutcomeDependencies } from '#lambdas/api/orders/count-order-outcomes';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface OrderDependencies extends EndpointDependencies, OrderOutcomeDependencies {
  readonly orders: OrderStore;
}

export const runtimeDependencies = (): OrderDependencies => {
  const env = loadEnv(familyEnvironments.ingest);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    orders: makeOrderStore(table),
    experiments: makeCachedExperimentReader(makeExperimentStore(table)),
    outcomes: makeExperimentOutcomeStore(table),
  };
};
