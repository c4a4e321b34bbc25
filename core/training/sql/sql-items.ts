import type { Product } from '#core/catalog/product';
import { eligibilityOf, productsInItemOrder } from '#core/training/train-relation';

/** A line of the `items` table. */
export interface SqlItem {
  readonly item: number;
  readonly product_id: string;
  /** 1 where the product may be recommended and have a row. */
  readonly active: number;
  /** Equal for variants of one thing. */
  readonly variant_group: number;
}

/** The catalog's item numbers, as the log in memory has them. @param productIds sorted */
export const sqlItems = (productIds: readonly string[], catalog: Iterable<Product>): SqlItem[] => {
  const { active, variantGroup } = eligibilityOf(productsInItemOrder(productIds, catalog));
  return productIds.map((product_id, item) => ({
    item,
    product_id,
    active: active[item]!,
    variant_group: variantGroup[item]!,
  }));
};
