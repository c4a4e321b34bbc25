/**
 * What one line costs under one tier.
 *
 * A unit costs, in ten-thousandths of a minor unit (exact, so that a percentage needs no rounding to be compared):
 *   PERCENTAGE list · (10,000 − value), FIXED_AMOUNT 10,000 · max(0, list − value), UNIT_PRICE 10,000 · min(list, value),
 * and never less than the floor (which never lifts a price above the list price). The line is
 * rounded once, half away from zero, over all of its units; the unit price shown is rounded by itself.
 *
 * Of the tiers that the units reach, the one with the lowest unit price holds: more units can only lower it.
 * O(tiers). No tier, or none that lowers the price: the list price.
 */
import { portionOf, wholeBasisPoints } from '#core/money/basis-points';
import { type BulkTier, compareTiers } from '#core/pricing/bulk-tier';

export interface UnitPrice {
  /** Exact price of a unit in ten-thousandths of a minor unit. */
  readonly scaled: number;
  /** Rounded to a minor unit. */
  readonly amount: number;
  readonly tier?: BulkTier;
  /** True when the floor kept the tier from going lower. */
  readonly isAtFloor: boolean;
}

const scaledPrice = (listAmount: number, { type, value }: BulkTier): number => {
  switch (type) {
    case 'PERCENTAGE':
      return listAmount * (wholeBasisPoints - value);
    case 'FIXED_AMOUNT':
      return wholeBasisPoints * Math.max(0, listAmount - value);
    case 'UNIT_PRICE':
      return wholeBasisPoints * Math.min(listAmount, value);
  }
};

/** What so many units cost under a tier, before any floor, rounded once. */
const discounted = (listAmount: number, quantity: number, { type, value }: BulkTier): number => {
  if (type === 'PERCENTAGE') return portionOf(listAmount * quantity, wholeBasisPoints - value);
  return type === 'FIXED_AMOUNT' ? Math.max(0, listAmount - value) * quantity : Math.min(listAmount, value) * quantity;
};

/** What a unit costs under a tier. Amounts are integer minor units; `floorAmount` 0 when there is no floor. */
export const unitPriceUnder = (listAmount: number, tier: BulkTier, floorAmount: number): UnitPrice => {
  const floor = Math.min(floorAmount, listAmount);
  const scaled = scaledPrice(listAmount, tier);
  const scaledFloor = wholeBasisPoints * floor;
  if (scaled < scaledFloor) return { scaled: scaledFloor, amount: floor, tier, isAtFloor: true };
  return { scaled, amount: discounted(listAmount, 1, tier), tier, isAtFloor: false };
};

/** The lowest price among tiers that are in force and reached; the list price when none lowers it. */
export const bestUnitPrice = (listAmount: number, reached: readonly BulkTier[], floorAmount: number): UnitPrice => {
  const list: UnitPrice = { scaled: wholeBasisPoints * listAmount, amount: listAmount, isAtFloor: false };
  return reached.reduce((best, tier) => {
    const price = unitPriceUnder(listAmount, tier, floorAmount);
    if (price.scaled !== best.scaled) return price.scaled < best.scaled ? price : best;
    return best.tier && compareTiers(tier, best.tier) > 0 ? price : best;
  }, list);
};

/** What all units of a line cost, rounded once. */
export const lineAmount = (listAmount: number, quantity: number, price: UnitPrice): number => {
  if (!price.tier) return listAmount * quantity;
  if (price.isAtFloor) return price.amount * quantity;
  return discounted(listAmount, quantity, price.tier);
};
