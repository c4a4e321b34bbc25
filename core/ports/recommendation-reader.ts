import type { Product } from '#core/catalog/product';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

/** The few reads that a served list is made of, each at most some minutes old. */
export interface RecommendationReader {
  row(companyId: string, modelVersion: string, productId: string): Promise<RecommendationRow | undefined>;
  /** In the order of the ids; absent ones are left out. */
  rows(companyId: string, modelVersion: string, productIds: readonly string[]): Promise<RecommendationRow[]>;
  /** Popular and trending lists of the categories (`''` is the whole store); absent ones are left out, and all without a model. */
  lists(companyId: string, modelVersion: string | undefined, categories: readonly string[]): Promise<PopularityList[]>;
  /** What the version's blend learned; it never changes, so an environment reads it once. */
  blend(companyId: string, modelVersion: string): Promise<LearnedBlend | undefined>;
  /** Cards by id; absent ones are left out. At most a minute old, so that stock and price are fresh. */
  cards(companyId: string, productIds: readonly string[]): Promise<ReadonlyMap<string, Product>>;
  /** Some products of the catalog that can be bought, for stores and moments without a model. */
  sample(companyId: string): Promise<readonly Product[]>;
}
