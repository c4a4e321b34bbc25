/**
 * Prices a cart under quantity discounts.
 *
 * Units of one product count together over all of its lines; a tier with a mix-and-match group counts the units of
 * every product that has a tier in force with this group. Each line takes the tier with the lowest unit price
 * (`bestUnitPrice`) and is rounded once; totals are sums of lines. O(lines · tiers).
 * An empty cart costs nothing; a product without discounts costs its list price.
 */
import type { Money } from '#core/money/money';
import { type BulkTier, isInForce, type PricingContext, type ProductBulkDiscount } from '#core/pricing/bulk-tier';
import { bestUnitPrice, lineAmount, type UnitPrice } from '#core/pricing/price-line';

export interface PriceLine {
  readonly productId: string;
  /** Units, a whole number ≥ 1. */
  readonly quantity: number;
  /** Price of a unit without any discount, in the currency of the cart. */
  readonly listPrice: Money;
  /** Minor units that a unit may never cost less than (`floorOf`); none when absent. */
  readonly floorAmount?: number;
}

export interface PricedLine extends PriceLine {
  /** Rounded to a minor unit; the line is not made from it but rounded over all units. */
  readonly unitPrice: Money;
  readonly lineTotal: Money;
  /** List price of the line less what it costs, ≥ 0. */
  readonly saving: Money;
  readonly appliedTier?: BulkTier;
  /** True when the tier would have gone below the floor. */
  readonly isAtFloor: boolean;
}

export interface PricedCart {
  readonly currency: string;
  /** In the order given. */
  readonly lines: readonly PricedLine[];
  readonly listTotal: Money;
  readonly total: Money;
  readonly saving: Money;
}

/** Discounts by product id. */
export type BulkDiscounts = ReadonlyMap<string, ProductBulkDiscount>;

/** How many units count for a tier of a product. */
export type UnitCounter = (productId: string, tier: BulkTier) => number;

/** The tiers of a product that are in force here and now. */
export const tiersInForce = (discounts: BulkDiscounts, productId: string, context: PricingContext): BulkTier[] =>
  (discounts.get(productId)?.tiers ?? []).filter((tier) => isInForce(tier, context));

/** Counts the units of a cart by product and by mix-and-match group. */
export const countUnits = (
  lines: readonly PriceLine[],
  discounts: BulkDiscounts,
  context: PricingContext,
): UnitCounter => {
  const ofProduct = new Map<string, number>();
  for (const { productId, quantity } of lines) ofProduct.set(productId, (ofProduct.get(productId) ?? 0) + quantity);
  const ofGroup = new Map<string, number>();
  for (const [productId, units] of ofProduct) {
    const groups = new Set(tiersInForce(discounts, productId, context).map(({ mixGroup }) => mixGroup));
    for (const group of groups) if (group !== undefined) ofGroup.set(group, (ofGroup.get(group) ?? 0) + units);
  }
  return (productId, { mixGroup }) => (mixGroup === undefined ? ofProduct.get(productId) : ofGroup.get(mixGroup)) ?? 0;
};

const pricedLine = (line: PriceLine, price: UnitPrice, currency: string): PricedLine => {
  const total = lineAmount(line.listPrice.amount, line.quantity, price);
  return {
    ...line,
    unitPrice: { amount: price.amount, currency },
    lineTotal: { amount: total, currency },
    saving: { amount: line.listPrice.amount * line.quantity - total, currency },
    ...(price.tier ? { appliedTier: price.tier } : {}),
    isAtFloor: price.isAtFloor,
  };
};

/** A cart of more than can be reckoned with exactly: the doing of whoever asks. */
export class AmountTooLargeError extends RangeError {
  override readonly name = 'AmountTooLargeError';
}

const checkLine = ({ productId, quantity, listPrice }: PriceLine, currency: string): void => {
  if (listPrice.currency !== currency) {
    throw new RangeError(`The price of ${productId} is in ${listPrice.currency}, the cart in ${currency}`);
  }
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RangeError(`The quantity of ${productId} is ${quantity}; it must be a whole number of at least 1`);
  }
  if (!Number.isSafeInteger(listPrice.amount * quantity) || listPrice.amount < 0) {
    throw new AmountTooLargeError(
      `${quantity} × ${listPrice.amount} of ${productId} is not an amount that can be reckoned with`,
    );
  }
};

/**
 * Prices every line.
 * @throws AmountTooLargeError for an amount beyond the exact integers
 * @throws RangeError for a line in another currency or a quantity below 1
 */
export const priceCart = (
  lines: readonly PriceLine[],
  discounts: BulkDiscounts,
  context: PricingContext,
): PricedCart => {
  const { currency } = context;
  for (const line of lines) checkLine(line, currency);
  const listTotal = lines.reduce((total, { listPrice, quantity }) => total + listPrice.amount * quantity, 0);
  if (!Number.isSafeInteger(listTotal)) {
    throw new AmountTooLargeError(`A total of ${listTotal} cannot be reckoned with exactly`);
  }
  const unitsFor = countUnits(lines, discounts, context);
  const priced = lines.map((line) => {
    const reached = tiersInForce(discounts, line.productId, context).filter(
      (tier) => unitsFor(line.productId, tier) >= tier.minQuantity,
    );
    return pricedLine(line, bestUnitPrice(line.listPrice.amount, reached, line.floorAmount ?? 0), currency);
  });
  const sum = (amountOf: (line: PricedLine) => number): Money => ({
    amount: priced.reduce((total, line) => total + amountOf(line), 0),
    currency,
  });
  return {
    currency,
    lines: priced,
    listTotal: { amount: listTotal, currency },
    total: sum(({ lineTotal }) => lineTotal.amount),
    saving: sum(({ saving }) => saving.amount),
  };
};
