import type { Product } from '#core/catalog/product';

/** Products whose cost is unknown are neither helped nor hurt against a typical retail margin. */
export const unknownMarginShare = 0.4;

/** Share of the price that the merchant keeps, 0 … 1; `undefined` when the cost in that currency is unknown. */
export const marginShare = ({ prices, cost }: Product, currency: string): number | undefined => {
  const price = prices.find((one) => one.currency === currency);
  if (!price || price.amount <= 0 || cost?.currency !== currency) return undefined;
  return Math.min(1, Math.max(0, (price.amount - cost.amount) / price.amount));
};
