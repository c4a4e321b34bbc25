import type { Product } from '#core/catalog/product';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

/** What is known of one product; members are absent where nothing is stored. */
export interface ProductShelf {
  readonly card?: Product;
  readonly bulkDiscount?: ProductBulkDiscount;
  readonly subscriptionConfig?: SubscriptionConfig;
  readonly forecast?: ProductForecast;
}

export type ShelfPartName = keyof ProductShelf;

/** What was read, and how old the oldest part of it is. */
export interface ShelfReading {
  /** One entry for each product asked for. */
  readonly shelves: ReadonlyMap<string, ProductShelf>;
  /** Whole seconds, 0 for what was just read. */
  readonly ageSeconds: number;
}

/** Reads products for a shop page: through memory, and what is missing by one batch. */
export interface ShelfReader {
  read(companyId: string, productIds: readonly string[], parts: readonly ShelfPartName[]): Promise<ShelfReading>;
}
