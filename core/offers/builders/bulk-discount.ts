import type { BuiltOffer, NoOffer } from '#core/offers/built-offer';
import { cutsBetween } from '#core/offers/line-cuts';
import { costOf, type Granted, type OfferSituation } from '#core/offers/offer-situation';
import { type NextTier, nextBetterTier } from '#core/pricing/next-tier';
import { type PricedCart, type PriceLine, priceCart } from '#core/pricing/price-cart';
import type { OfferOf } from '#core/rules/offer-declarations';

interface Step {
  readonly line: PriceLine;
  readonly next: NextTier;
}

/** The cart as other offers leave it, with the next tier of each line that has one, the largest saving first. */
interface Steps {
  readonly lines: readonly PriceLine[];
  readonly before: PricedCart;
  readonly steps: readonly Step[];
}

/** Lines with floors raised by what other offers take off already, and by what the cart as a whole can bear. */
const guardedLines = ({ priced, spare }: OfferSituation, { cuts, spent }: Granted): PriceLine[] =>
  priced.lines.map(({ productId, quantity, listPrice, floorAmount = 0, lineTotal }) => {
    const present = Math.ceil(lineTotal.amount / quantity);
    const bearable = present - Math.floor(Math.max(0, spare - spent) / quantity);
    const raised = Math.max(floorAmount + (cuts.get(productId) ?? 0), bearable);
    // What a line costs already is never lifted.
    return { productId, quantity, listPrice, floorAmount: Math.min(raised, present) };
  });

/** The name under which offers of a line's next tier exclude each other. */
const tierOf = (productId: string): string => `tier#${productId}`;

const stepOf = (
  { discounts, context, request }: OfferSituation,
  lines: readonly PriceLine[],
  line: PriceLine,
): Step | undefined => {
  if (!discounts.has(line.productId)) return undefined;
  const next = nextBetterTier(line, lines, discounts, context);
  const stock = request.cards.get(line.productId)?.stock;
  return !next || (stock !== undefined && stock < next.quantity) ? undefined : { line, next };
};

const bySaving = (a: Step, b: Step): number =>
  b.next.savingBasisPoints - a.next.savingBasisPoints ||
  a.next.extraUnits - b.next.extraUnits ||
  (a.line.productId < b.line.productId ? -1 : 1);

const findSteps = (situation: OfferSituation, granted: Granted): Steps => {
  const lines = guardedLines(situation, granted);
  const steps = lines.flatMap((line) => stepOf(situation, lines, line) ?? []).sort(bySaving);
  return { lines, before: priceCart(lines, situation.discounts, situation.context), steps };
};

const known = new WeakMap<OfferSituation, Map<Granted, Steps>>();

/** The same for every rule that asks beside the same offers, so it is worked out once. */
const stepsOf = (situation: OfferSituation, granted: Granted): Steps => {
  const ofSituation = known.get(situation) ?? new Map<Granted, Steps>();
  known.set(situation, ofSituation);
  const steps = ofSituation.get(granted) ?? findSteps(situation, granted);
  ofSituation.set(granted, steps);
  return steps;
};

const cartAfter = (
  { discounts, context }: OfferSituation,
  lines: readonly PriceLine[],
  { line, next }: Step,
): PricedCart =>
  priceCart(
    lines.map((one) => (one === line ? { ...one, quantity: next.quantity } : one)),
    discounts,
    context,
  );

/** "Add 2 more, save 12 %" for the line with the largest relative saving. */
export const buildBulkDiscount = (
  { productIds }: OfferOf<'BULK_DISCOUNT'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const { lines, before, steps } = stepsOf(situation, granted);
  const best = steps.find(
    ({ line: { productId } }) => (productIds?.includes(productId) ?? true) && !granted.takenBy.has(tierOf(productId)),
  );
  if (!best) return { decision: 'nothing-to-gain', detail: 'No further units in stock lower the price of a line' };
  const { line, next } = best;
  const after = cartAfter(situation, lines, best);
  const { extraUnits, quantity, savingBasisPoints } = next;
  const cuts = cutsBetween(before, after);
  if (costOf(cuts) > situation.spare - granted.spent) {
    return { decision: 'under-floor', detail: 'The floors leave no room for a lower price' };
  }
  const addedAmount = after.total.amount - before.total.amount;
  return {
    products: [
      {
        productId: line.productId,
        quantity,
        inCart: true,
        listAmount: line.listPrice.amount,
        offerAmount: next.unitPrice.amount,
      },
    ],
    takes: [tierOf(line.productId)],
    addedAmount,
    savingAmount: next.saving.amount,
    expectedValue: addedAmount,
    cuts,
    giftFloor: 0,
    quantityStep: { extraUnits, quantity, savingBasisPoints },
  };
};
