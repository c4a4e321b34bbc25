/**
 * What a unit of a product may never cost less than, whatever tiers and offers meet.
 *
 * A floor set for the product holds. Else, when the cost is known, the lowest price p that keeps the margin
 * (p − cost) ÷ p ≥ m: p = ⌈cost · 10,000 ÷ (10,000 − m)⌉, m in basis points. Neither known: 0, no floor.
 * A floor never lifts a price above its list price: a store may sell under cost, discounts may not lead there.
 */
import type { Product } from '#core/catalog/product';
import { wholeBasisPoints } from '#core/money/basis-points';
import type { Money } from '#core/money/money';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';

/** What a company sets about prices as a whole. */
export interface PricingSettings {
  /** Least margin of a discounted price in basis points of it, 0 … 9,900; null: costs do not limit discounts. */
  readonly minimumMarginBasisPoints: number | null;
}

/** Discounts may go down to what a unit costs the merchant, and no further. */
export const defaultPricingSettings: PricingSettings = { minimumMarginBasisPoints: 0 };

export interface FloorSettings extends PricingSettings, Pick<ProductBulkDiscount, 'floorPrices'> {}

/** Minor units of `currency`, ≥ 0. */
export const floorOf = (product: Pick<Product, 'cost'>, settings: FloorSettings, currency: string): number => {
  const explicit = settings.floorPrices?.find((price: Money) => price.currency === currency);
  if (explicit) return explicit.amount;
  const { minimumMarginBasisPoints } = settings;
  if (product.cost?.currency !== currency || minimumMarginBasisPoints === null) return 0;
  const kept = wholeBasisPoints - minimumMarginBasisPoints;
  return Math.ceil((product.cost.amount * wholeBasisPoints) / kept);
};
