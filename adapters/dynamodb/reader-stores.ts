import type { ReaderStores } from '#adapters/dynamodb/cached-recommendation-reader';
import { makeLearnedBlendStore } from '#adapters/dynamodb/learned-blend-store';
import { makePopularityStore } from '#adapters/dynamodb/popularity-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import type { Table } from '#adapters/dynamodb/table';

/** The stores behind a recommendation reader. */
export const makeReaderStores = (table: Table): ReaderStores => ({
  rows: makeRecommendationRowStore(table),
  popularity: makePopularityStore(table),
  blends: makeLearnedBlendStore(table),
  products: makeProductStore(table),
});
