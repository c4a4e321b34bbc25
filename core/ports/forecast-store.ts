import type { ProductForecast } from '#core/subscriptions/product-forecast';

export interface ForecastStore {
  get(companyId: string, productId: string): Promise<ProductForecast | undefined>;
  /** Writes forecasts over older ones; each is forgotten a month after it was computed. */
  putAll(companyId: string, forecasts: readonly ProductForecast[]): Promise<void>;
}

/** What a language model said of a product, by hash of what it was asked; null: it is not used up. */
export interface CachedOpinion {
  readonly contentHash: string;
  readonly daysPerUnit: number | null;
}

export interface OpinionStore {
  /** In no particular order; absent ones are left out. Distinct hashes. */
  getMany(companyId: string, contentHashes: readonly string[]): Promise<CachedOpinion[]>;
  /** @param now ISO-8601 UTC; the opinions are kept for 180 days from then. */
  putAll(companyId: string, opinions: readonly CachedOpinion[], now: string): Promise<void>;
}
