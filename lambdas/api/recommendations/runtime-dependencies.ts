import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { RecommendationDependencies } from '#lambdas/api/recommendations/serve-list';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export const runtimeDependencies = (): RecommendationDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  const endpoint = endpointDependencies(env, table);
  const onMemoryHit = (): void => endpoint.meter.add('RecommendationMemoryHit', 1);
  return {
    ...endpoint,
    reader: makeCachedRecommendationReader(makeReaderStores(table), { onMemoryHit }),
    shoppers: makeShopperStore(table),
  };
};
