import type { LineCut } from '#core/offers/built-offer';
import { costOf, type Granted, type OfferSituation, priceLineOf, roomOfLine } from '#core/offers/offer-situation';
import { type PricedCart, priceCart, tiersInForce } from '#core/pricing/price-cart';

/** What comes off each unit that is in the cart now. `after` begins with the same lines, maybe of more units. */
export const cutsBetween = (before: PricedCart, after: PricedCart): LineCut[] =>
  before.lines.flatMap(({ productId, quantity, lineTotal }, index) => {
    const line = after.lines[index]!;
    const amount = lineTotal.amount - Math.floor((line.lineTotal.amount * quantity) / line.quantity);
    const perUnit = Math.floor(lineTotal.amount / quantity) - Math.floor(line.lineTotal.amount / line.quantity);
    return amount > 0 ? [{ productId, perUnit, units: quantity, amount }] : [];
  });

const knockOn = ({ request, discounts, context, lines, priced }: OfferSituation, productIds: readonly string[]) => {
  const added = productIds.flatMap((productId) => priceLineOf(request, productId, 1) ?? []);
  return cutsBetween(priced, priceCart([...lines, ...added], discounts, context));
};

const isShared = ({ discounts, context }: OfferSituation, productId: string): boolean =>
  discounts.has(productId) &&
  tiersInForce(discounts, productId, context).some(({ mixGroup }) => mixGroup !== undefined);

const known = new WeakMap<OfferSituation, Map<string, readonly LineCut[]>>();

/**
 * What a further unit of each of these products takes off the lines of the cart: units of a mix-and-match group count
 * together, so that the product that is added may carry others to their next tier. Many rules ask for the same products.
 */
export const knockOnCuts = (situation: OfferSituation, productIds: readonly string[]): readonly LineCut[] => {
  if (!productIds.some((productId) => isShared(situation, productId))) return [];
  const ofSituation = known.get(situation) ?? new Map<string, readonly LineCut[]>();
  known.set(situation, ofSituation);
  const name = productIds.join('#');
  const cuts = ofSituation.get(name) ?? knockOn(situation, productIds);
  ofSituation.set(name, cuts);
  return cuts;
};

/** True when the floors leave room for cuts beside what is granted already. */
export const hasRoomFor = (situation: OfferSituation, granted: Granted, cuts: readonly LineCut[]): boolean =>
  costOf(cuts) <= situation.spare - granted.spent &&
  cuts.every(({ productId, perUnit }) => {
    const line = situation.lineOf.get(productId);
    return line === undefined || perUnit <= roomOfLine(situation, granted, line, 1);
  });
