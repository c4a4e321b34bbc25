/**
 * How likely a product is clicked at a place: examination by position times attraction of the product, the position model
 * of Richardson, Dominowska & Ragno (WWW 2007), fitted by two ratios instead of by expectation maximisation.
 *
 *   position   e(k) = (clicks at k + s·c) / (shown at k + s),  c clicks per place shown overall, s = 50
 *   product    a(p) = (clicks on p + m) / ( Σ over its places e(k) + m ),  m = 2 expected clicks of an average product
 *   click      min(1, e(k)·a(p))
 *
 * An unknown product is an average one, and an unknown position is as good as the places overall. Nothing shown: 0
 * everywhere. O(places).
 */
import type { ShownList } from '#core/counterfactual/shown-log';

const positionWeight = 50;
const productWeight = 2;

export type ClickModel = (productId: string, position: number) => number;

interface Tally {
  shown: number;
  clicks: number;
}

const tallyOf = <K>(tallies: Map<K, Tally>, key: K): Tally => {
  const known = tallies.get(key) ?? { shown: 0, clicks: 0 };
  tallies.set(key, known);
  return known;
};

const sum = (tallies: Iterable<Tally>, of: keyof Tally): number => {
  let total = 0;
  for (const tally of tallies) total += tally[of];
  return total;
};

export const fitClickModel = (lists: readonly ShownList[]): ClickModel => {
  const positions = new Map<number, Tally>();
  for (const { places, clickedProductIds } of lists) {
    for (const { productId, position } of places) {
      const tally = tallyOf(positions, position);
      tally.shown += 1;
      if (clickedProductIds.includes(productId)) tally.clicks += 1;
    }
  }
  const shown = sum(positions.values(), 'shown');
  const overall = shown === 0 ? 0 : sum(positions.values(), 'clicks') / shown;
  const examined = (position: number): number => {
    const tally = positions.get(position) ?? { shown: 0, clicks: 0 };
    return (tally.clicks + positionWeight * overall) / (tally.shown + positionWeight);
  };
  const products = new Map<string, Tally>();
  for (const { places, clickedProductIds } of lists) {
    for (const { productId, position } of places) {
      const tally = tallyOf(products, productId);
      tally.shown += examined(position);
      if (clickedProductIds.includes(productId)) tally.clicks += 1;
    }
  }
  return (productId, position) => {
    const tally = products.get(productId);
    const attraction = tally ? (tally.clicks + productWeight) / (tally.shown + productWeight) : 1;
    return Math.min(1, examined(position) * attraction);
  };
};
