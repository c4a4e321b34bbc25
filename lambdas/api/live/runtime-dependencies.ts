import { makeLiveSignalStore } from '#adapters/dynamodb/live-signal-store';
import { makePopularityStore } from '#adapters/dynamodb/popularity-store';
import { makeProductActivityStore } from '#adapters/dynamodb/product-activity-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { LiveSignalStore } from '#core/ports/live-signal-store';
import type { PopularityStore } from '#core/ports/popularity-store';
import type { ProductActivityStore } from '#core/ports/product-activity-store';
import type { ProductStore } from '#core/ports/product-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface LiveDependencies extends EndpointDependencies {
  readonly activity: ProductActivityStore;
  readonly live: LiveSignalStore;
  readonly popularity: Pick<PopularityStore, 'getMany'>;
  readonly products: Pick<ProductStore, 'getMany'>;
}

export const runtimeDependencies = (): LiveDependencies => {
  const env = loadEnv(familyEnvironments.analytics);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    activity: makeProductActivityStore(table),
    live: makeLiveSignalStore(table),
    popularity: makePopularityStore(table),
    products: makeProductStore(table),
  };
};
