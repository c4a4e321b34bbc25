/**
 * How much longer a larger purchase lasts: β in days = D · units^β.
 *
 * Between two consecutive gaps of one buyer and product the habit D cancels out: Δ ln days = β · Δ ln units. The slope through
 * the origin with the least sum of absolute errors is the median of Δ ln days ÷ Δ ln units weighted by |Δ ln units|
 * (Bloomfield and Steiger, "Least Absolute Deviations", 1983, §1.2); half of the weight may be wild. Kept within 0 … 1: nothing
 * lasts longer because there is less of it, nor more than in proportion.
 * O(n log n). Too few purchases of different size: 1, proportional use.
 */
import type { Gap } from '#core/subscriptions/purchase-gaps';

const leastPairs = 30;

interface Slope {
  readonly slope: number;
  readonly weight: number;
}

const slopesOf = (gaps: readonly Gap[]): Slope[] => {
  const closed = gaps.filter(({ isClosed }) => isClosed);
  return closed.slice(1).flatMap((gap, index) => {
    const before = closed[index]!;
    const more = Math.log(gap.units / before.units);
    return more === 0 ? [] : [{ slope: Math.log(gap.days / before.days) / more, weight: Math.abs(more) }];
  });
};

/** @param ofBuyers gaps of each buyer and product in the order of time */
export const quantityElasticity = (ofBuyers: readonly (readonly Gap[])[]): number => {
  const slopes = ofBuyers.flatMap(slopesOf).sort((a, b) => a.slope - b.slope);
  if (slopes.length < leastPairs) return 1;
  const half = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  // The weights passed reach the half at the last slope at the latest.
  const middle = slopes.find(({ weight }) => {
    passed += weight;
    return passed >= half;
  })!;
  return Math.min(1, Math.max(0, middle.slope));
};
