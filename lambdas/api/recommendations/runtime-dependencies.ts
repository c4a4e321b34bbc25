import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { withLiveSignals } from '#adapters/dynamodb/live-recommendation-reader';
import { makeLiveSignalStore } from '#adapters/dynamodb/live-signal-store';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeShopperReader } from '#adapters/dynamodb/shopper-reader';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { RecommendationDependencies } from '#lambdas/api/recommendations/serve-list';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';
import { errorContext } from '#lambdas/shared/observability';

export const runtimeDependencies = (): RecommendationDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  const endpoint = endpointDependencies(env, table);
  const onMemoryHit = (): void => endpoint.meter.add('RecommendationMemoryHit', 1);
  const onFailure = (error: unknown): void => endpoint.log.warn('live_signals_failed', errorContext(error));
  const reader = makeCachedRecommendationReader(makeReaderStores(table), { onMemoryHit });
  return {
    ...endpoint,
    reader: withLiveSignals(reader, makeLiveSignalStore(table), { onFailure }),
    shoppers: makeShopperReader(table),
  };
};
