import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { makePopularityStore } from '#adapters/dynamodb/popularity-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { RecommendationDependencies } from '#lambdas/api/recommendations/serve-list';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export const runtimeDependencies = (): RecommendationDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  const stores = {
    rows: makeRecommendationRowStore(table),
    popularity: makePopularityStore(table),
    products: makeProductStore(table),
  };
  return {
    ...endpointDependencies(env, table),
    reader: makeCachedRecommendationReader(stores),
    shoppers: makeShopperStore(table),
  };
};
