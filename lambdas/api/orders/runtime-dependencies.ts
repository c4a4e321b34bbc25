import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { OrderStore } from '#core/ports/order-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface OrderDependencies extends EndpointDependencies {
  readonly orders: OrderStore;
}

export const runtimeDependencies = (): OrderDependencies => {
  const env = loadEnv(familyEnvironments.ingest);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), orders: makeOrderStore(table) };
};
