import type { Versioned } from '#core/companies/company-settings';
import type { SettingChange } from '#core/ports/settings-store';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

/** One setting of each product as last written, over its default; every change keeps what it replaced. */
export interface ProductSettingStore<T> {
  get(companyId: string, productId: string): Promise<Versioned<T>>;
  /** The first products by id that have something set: quantity tiers, or subscriptions that can be had. */
  listIds(companyId: string, limit: number): Promise<string[]>;
  /** @throws VersionConflictError when the stored version is not the expected one. */
  put(companyId: string, productId: string, change: SettingChange<T>): Promise<Versioned<T>>;
  /**
   * Puts the default in its place under a new version, so that versions never begin again. Nothing happens when the
   * default stands there already.
   */
  clear(companyId: string, productId: string, by: Omit<SettingChange<T>, 'value' | 'expectedVersion'>): Promise<void>;
}

/** Tiers and floors of a product. */
export type BulkDiscountSetting = Omit<ProductBulkDiscount, 'productId'>;

export const noBulkDiscount: BulkDiscountSetting = { tiers: [], floorPrices: [] };

export type BulkDiscountStore = ProductSettingStore<BulkDiscountSetting>;
export type SubscriptionConfigStore = ProductSettingStore<SubscriptionConfig>;
