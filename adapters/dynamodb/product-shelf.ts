import type { Product } from '#core/catalog/product';
import { noBulkDiscount } from '#core/ports/product-setting-store';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { batchGet } from './batch.ts';
import { versioned } from './company-settings-item.ts';
import { forecastOf } from './forecast-store.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { fromItem as productFromItem } from './product-store.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

/** What is kept of a product beside each other, under one partition key. */
export interface ShelfParts {
  readonly card: Product;
  readonly bulkDiscount: ProductBulkDiscount;
  readonly subscriptionConfig: SubscriptionConfig;
  readonly forecast: ProductForecast;
}

export type ShelfPart = keyof ShelfParts;

interface PartReader<P extends ShelfPart> {
  readonly keyOf: (companyId: string, productId: string) => PrimaryKey;
  readonly fromItem: (item: Item) => ShelfParts[P];
}

const parts: { readonly [P in ShelfPart]: PartReader<P> } = {
  card: { keyOf: keys.product, fromItem: productFromItem },
  bulkDiscount: {
    keyOf: keys.bulkDiscount,
    fromItem: (item) => ({ productId: String(item.productId), ...versioned(item, noBulkDiscount).value }),
  },
  subscriptionConfig: {
    keyOf: keys.subscriptionConfig,
    fromItem: (item) => versioned(item, defaultSubscriptionConfig).value,
  },
  forecast: { keyOf: keys.productForecast, fromItem: forecastOf },
};

/** One part of one product. */
export interface ShelfKey {
  readonly part: ShelfPart;
  readonly productId: string;
}

/** Key of a part, for whoever reads it together with other items. */
export const shelfKey = (companyId: string, { part, productId }: ShelfKey): PrimaryKey =>
  parts[part].keyOf(companyId, productId);

/** A part from its item. */
export const partFromItem = <P extends ShelfPart>(part: P, item: Item): ShelfParts[P] => parts[part].fromItem(item);

/**
 * Reads parts of products by one batch per 100 of them.
 * @returns one entry for each key, in their order; undefined where nothing is stored
 */
export const readShelves = async (
  table: Table,
  companyId: string,
  wanted: readonly ShelfKey[],
): Promise<(ShelfParts[ShelfPart] | undefined)[]> => {
  const nameOf = ({ pk, sk }: PrimaryKey) => `${pk}\n${sk}`;
  const named = new Map(wanted.map((key) => [nameOf(shelfKey(companyId, key)), shelfKey(companyId, key)]));
  const items = await batchGet(table, [...named.values()]);
  const found = new Map(items.map((item) => [nameOf({ pk: String(item.pk), sk: String(item.sk) }), item]));
  return wanted.map((key) => {
    const item = found.get(nameOf(shelfKey(companyId, key)));
    return item && partFromItem(key.part, item);
  });
};
