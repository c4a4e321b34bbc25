import type { Product } from '../../../../core/catalog/product.ts';
import type { BulkTier, ProductBulkDiscount } from '../../../../core/pricing/bulk-tier.ts';
import { type NextTier, nextBetterTier } from '../../../../core/pricing/next-tier.ts';
import { priceCart } from '../../../../core/pricing/price-cart.ts';
import { floorOf, type PricingSettings } from '../../../../core/pricing/price-floor.ts';
import type { BulkConfig, BulkInput } from './use-prices.ts';

/** A tier while it is edited; its key stays with it. */
export type TierRow = Omit<BulkTier, 'value'> & { readonly key: string; readonly value: number | undefined };

export interface BulkForm {
  readonly tiers: readonly TierRow[];
  readonly floorPrices: BulkConfig['floorPrices'];
}

export const bulkFormOf = ({ tiers, floorPrices }: Pick<BulkConfig, 'tiers' | 'floorPrices'>): BulkForm => ({
  tiers: tiers.map((tier, index) => ({ ...tier, key: `tier-${index}` })),
  floorPrices,
});

/** Rows sorted as the server wants them, with their place in the form, so that its remarks find their row. */
export const sortedRows = ({ tiers }: BulkForm): readonly TierRow[] =>
  tiers.toSorted((a, b) => a.minQuantity - b.minQuantity);

const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== '')) as T;

const tierOf = ({ key: _, value = 0, ...tier }: TierRow): BulkTier => without({ ...tier, value });

export const bulkInputOf = (form: BulkForm): BulkInput => ({
  tiers: sortedRows(form).map(tierOf),
  floorPrices: [...form.floorPrices],
});

interface Sample {
  readonly form: BulkForm;
  readonly product: Pick<Product, 'productId' | 'prices' | 'cost'>;
  readonly settings: PricingSettings;
  readonly currency: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

const partsOf = ({ form, product, settings, currency, now }: Sample) => {
  const listPrice = product.prices.find((price) => price.currency === currency);
  const complete = form.tiers.filter(({ value }) => value !== undefined).map(tierOf);
  const discount: ProductBulkDiscount = { productId: product.productId, tiers: complete };
  const floorAmount = floorOf(product, { ...settings, floorPrices: form.floorPrices }, currency);
  const discounts = new Map([[product.productId, discount]]);
  // A tier for a group is shown as its customers see it.
  const customerGroups = complete.flatMap(({ customerGroup }) => customerGroup ?? []);
  return { listPrice, floorAmount, discounts, context: { currency, now, customerGroups } };
};

/** What so many units cost, with the code that prices carts; undefined when the product has no price in the currency. */
export const samplePrice = (sample: Sample, quantity: number) => {
  const { listPrice, floorAmount, discounts, context } = partsOf(sample);
  if (!listPrice) return undefined;
  const line = { productId: sample.product.productId, quantity, listPrice, floorAmount };
  return priceCart([line], discounts, context).lines[0];
};

/** What a shopper with so many units is told. */
export const sampleNextTier = (sample: Sample, quantity: number): NextTier | undefined => {
  const { listPrice, floorAmount, discounts, context } = partsOf(sample);
  if (!listPrice) return undefined;
  const line = { productId: sample.product.productId, quantity, listPrice, floorAmount };
  return nextBetterTier(line, [line], discounts, context);
};
