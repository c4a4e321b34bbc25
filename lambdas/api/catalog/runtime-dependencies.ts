import { makeProductStore } from '#adapters/dynamodb/product-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ProductStore } from '#core/ports/product-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CatalogDependencies extends EndpointDependencies {
  readonly products: ProductStore;
}

export const runtimeDependencies = (): CatalogDependencies => {
  const env = loadEnv(familyEnvironments.ingest);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), products: makeProductStore(table) };
};
