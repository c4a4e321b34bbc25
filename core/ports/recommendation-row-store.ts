import type { RecommendationRow } from '#core/recommend/recommendation-row';

/** Precomputed rows by product and model version. */
export interface RecommendationRowStore {
  get(companyId: string, productId: string, modelVersion: string): Promise<RecommendationRow | undefined>;
  /** In no particular order; absent ones are left out. Distinct ids. */
  getMany(companyId: string, productIds: readonly string[], modelVersion: string): Promise<RecommendationRow[]>;
  /** Writes or overwrites; distinct products. */
  putAll(companyId: string, rows: readonly RecommendationRow[]): Promise<void>;
  deleteAll(companyId: string, modelVersion: string, productIds: readonly string[]): Promise<void>;
}
