/**
 * "Add 2 more, save 12 %": the smallest number of further units of a product that lowers its unit price.
 *
 * Tries the quantities at which a tier in force begins, in ascending order, with the very functions that price a cart,
 * so that a promise and the price at that quantity cannot differ. O(tiers²).
 * No tier beyond the present price, or a floor in the way: nothing to recommend.
 */
import { basisPointsOf } from '#core/money/basis-points';
import type { Money } from '#core/money/money';
import type { BulkTier, PricingContext } from '#core/pricing/bulk-tier';
import { type BulkDiscounts, countUnits, type PriceLine, tiersInForce } from '#core/pricing/price-cart';
import { bestUnitPrice, lineAmount, type UnitPrice } from '#core/pricing/price-line';
import type { UpsellUrgency } from '#core/rules/targeting-rule';

export interface NextTier {
  readonly tier: BulkTier;
  /** Units to add to the line, ≥ 1. */
  readonly extraUnits: number;
  /** Units of the line after that. */
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly lineTotal: Money;
  /** List price of that many units less what they cost. */
  readonly saving: Money;
  /** The saving in basis points of the list price. */
  readonly savingBasisPoints: number;
  /** What the shopper pays on top of the present line; negative when more units cost less in all. */
  readonly extraCost: Money;
  readonly urgency: UpsellUrgency;
}

const lastDayMs = 24 * 3_600_000;

/**
 * From facts alone: CRITICAL when the tier ends within a day, HIGH when one unit is missing, MEDIUM when at most a
 * quarter of the quantity is missing, else LOW.
 */
const urgencyOf = ({ validUntil, minQuantity }: BulkTier, extraUnits: number, now: string): UpsellUrgency => {
  if (validUntil !== undefined && Date.parse(validUntil) - Date.parse(now) <= lastDayMs) return 'CRITICAL';
  if (extraUnits === 1) return 'HIGH';
  return extraUnits * 4 <= minQuantity ? 'MEDIUM' : 'LOW';
};

/**
 * The next better tier of a product, with what its line would cost then.
 * @param lines the cart; `line` is one of them
 */
export const nextBetterTier = (
  line: PriceLine,
  lines: readonly PriceLine[],
  discounts: BulkDiscounts,
  context: PricingContext,
): NextTier | undefined => {
  const { productId, quantity, listPrice, floorAmount = 0 } = line;
  const tiers = tiersInForce(discounts, productId, context);
  const unitsFor = countUnits(lines, discounts, context);
  const priceWith = (extra: number): UnitPrice =>
    bestUnitPrice(
      listPrice.amount,
      tiers.filter((tier) => unitsFor(productId, tier) + extra >= tier.minQuantity),
      floorAmount,
    );
  const present = priceWith(0);
  const missing = tiers.map((tier) => tier.minQuantity - unitsFor(productId, tier)).filter((extra) => extra > 0);
  const extraUnits = [...new Set(missing)]
    .sort((a, b) => a - b)
    .find((extra) => priceWith(extra).scaled < present.scaled);
  if (extraUnits === undefined) return undefined;
  return describe(line, present, {
    price: priceWith(extraUnits),
    extraUnits,
    now: context.now,
    quantity: quantity + extraUnits,
  });
};

interface Step {
  readonly price: UnitPrice;
  readonly extraUnits: number;
  readonly quantity: number;
  readonly now: string;
}

const describe = (line: PriceLine, present: UnitPrice, { price, extraUnits, quantity, now }: Step): NextTier => {
  const { amount: listAmount, currency } = line.listPrice;
  const money = (amount: number): Money => ({ amount, currency });
  const total = lineAmount(listAmount, quantity, price);
  const saving = listAmount * quantity - total;
  const tier = price.tier!;
  return {
    tier,
    extraUnits,
    quantity,
    unitPrice: money(price.amount),
    lineTotal: money(total),
    saving: money(saving),
    savingBasisPoints: basisPointsOf(saving, listAmount * quantity),
    extraCost: money(total - lineAmount(listAmount, line.quantity, present)),
    urgency: urgencyOf(tier, extraUnits, now),
  };
};
