import type { BuiltOffer, LineCut, NoOffer } from '#core/offers/built-offer';
import { cutsBetween, hasRoomFor } from '#core/offers/line-cuts';
import type { Granted, OfferSituation } from '#core/offers/offer-situation';
import { type NextTier, nextBetterTier } from '#core/pricing/next-tier';
import { type PriceLine, priceCart } from '#core/pricing/price-cart';
import type { OfferOf } from '#core/rules/offer-declarations';

interface Step {
  readonly line: PriceLine;
  readonly next: NextTier;
  /** Change of the cart's total in minor units. */
  readonly addedAmount: number;
  readonly cuts: readonly LineCut[];
}

/** The name under which offers of a line's next tier exclude each other. */
const tierOf = (productId: string): string => `tier#${productId}`;

const stepOf = ({ discounts, context, request, lines, priced }: OfferSituation, line: PriceLine): Step | undefined => {
  if (!discounts.has(line.productId)) return undefined;
  const next = nextBetterTier(line, lines, discounts, context);
  const stock = request.cards.get(line.productId)?.stock;
  if (!next || (stock !== undefined && stock < next.quantity)) return undefined;
  const then = lines.map((one) => (one === line ? { ...one, quantity: next.quantity } : one));
  const after = priceCart(then, discounts, context);
  return { line, next, addedAmount: after.total.amount - priced.total.amount, cuts: cutsBetween(priced, after) };
};

const bySaving = (a: Step, b: Step): number =>
  b.next.savingBasisPoints - a.next.savingBasisPoints ||
  a.next.extraUnits - b.next.extraUnits ||
  (a.line.productId < b.line.productId ? -1 : 1);

const known = new WeakMap<OfferSituation, readonly Step[]>();

/** The next tier of each line that has one, the largest saving first. The same for every rule, so it is worked out once. */
const stepsOf = (situation: OfferSituation): readonly Step[] => {
  const steps = known.get(situation) ?? situation.lines.flatMap((line) => stepOf(situation, line) ?? []).sort(bySaving);
  known.set(situation, steps);
  return steps;
};

/**
 * "Add 2 more, save 12 %" for the line with the largest relative saving. What is promised is what the calculation then
 * charges, so a tier is not offered at all where the floors leave it no room beside other offers.
 */
export const buildBulkDiscount = (
  { productIds }: OfferOf<'BULK_DISCOUNT'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const steps = stepsOf(situation).filter(
    ({ line: { productId } }) => (productIds?.includes(productId) ?? true) && !granted.takenBy.has(tierOf(productId)),
  );
  if (steps.length === 0) {
    return { decision: 'nothing-to-gain', detail: 'No further units in stock lower the price of a line' };
  }
  const best = steps.find(({ cuts }) => hasRoomFor(situation, granted, cuts));
  if (!best) return { decision: 'under-floor', detail: 'The floors leave no room for a lower price' };
  const { line, next, addedAmount, cuts } = best;
  const { extraUnits, quantity, savingBasisPoints, unitPrice, saving } = next;
  const listAmount = line.listPrice.amount;
  return {
    products: [{ productId: line.productId, quantity, inCart: true, listAmount, offerAmount: unitPrice.amount }],
    takes: [tierOf(line.productId)],
    addedAmount,
    savingAmount: saving.amount,
    expectedValue: addedAmount,
    cuts,
    giftFloor: 0,
    quantityStep: { extraUnits, quantity, savingBasisPoints },
  };
};
