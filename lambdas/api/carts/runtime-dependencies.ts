import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CartStore } from '#core/ports/cart-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CartDependencies extends EndpointDependencies {
  readonly carts: CartStore;
  readonly rows: Pick<RecommendationRowStore, 'getMany'>;
}

export const runtimeDependencies = (): CartDependencies => {
  const env = loadEnv(familyEnvironments.carts);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    carts: makeCartStore(table),
    rows: makeRecommendationRowStore(table),
  };
};
