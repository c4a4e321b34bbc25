import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { withLiveSignals } from '#adapters/dynamodb/live-recommendation-reader';
import { makeLiveSignalStore } from '#adapters/dynamodb/live-signal-store';
import { makeModelStore } from '#adapters/dynamodb/model-store';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeShopperReader } from '#adapters/dynamodb/shopper-reader';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { EventArchive } from '#core/ports/event-archive';
import type { ModelStore } from '#core/ports/model-store';
import type { RecommendDependencies } from '#lambdas/api/recommendations/make-list';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CounterfactualDependencies extends EndpointDependencies {
  readonly archive: Pick<EventArchive, 'streamDay'>;
  readonly models: Pick<ModelStore, 'get'>;
  /** A reader that remembers nothing from the request before. */
  readonly freshReader: () => RecommendDependencies;
}

export const runtimeDependencies = (): CounterfactualDependencies => {
  const env = loadEnv(familyEnvironments.counterfactual);
  const table = makeTable(env);
  const stores = makeReaderStores(table);
  return {
    ...endpointDependencies(env, table),
    archive: makeEventArchive(makeS3Client(), env.ARCHIVE_BUCKET_NAME),
    models: makeModelStore(table),
    freshReader: () => ({
      reader: withLiveSignals(makeCachedRecommendationReader(stores), makeLiveSignalStore(table)),
      shoppers: makeShopperReader(table),
    }),
  };
};
