import type { HourActivity } from '#core/activity/product-activity';

/** Views and recommendation impressions of products, kept 35 days. */
export interface ProductActivityStore {
  /** Hours of the product from `from` to `to` (ISO-8601 UTC, `to` not included), in order; hours without any are left out. */
  ofProduct(companyId: string, productId: string, from: string, to: string): Promise<HourActivity[]>;
}
