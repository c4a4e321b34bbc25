import type { BuiltOffer, LineCut, NoOffer } from '#core/offers/built-offer';
import { costOf, type Granted, type OfferSituation } from '#core/offers/offer-situation';
import { type NextTier, nextBetterTier } from '#core/pricing/next-tier';
import { type PricedCart, type PriceLine, priceCart } from '#core/pricing/price-cart';
import type { OfferOf } from '#core/rules/offer-declarations';

interface Step {
  readonly line: PriceLine;
  readonly next: NextTier;
  readonly after: PricedCart;
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

/** What comes off each unit that is in the cart now. */
const cutsOf = (before: PricedCart, after: PricedCart): LineCut[] =>
  before.lines.flatMap(({ productId, quantity, lineTotal }, index) => {
    const line = after.lines[index]!;
    const amount = lineTotal.amount - Math.floor((line.lineTotal.amount * quantity) / line.quantity);
    const perUnit = Math.floor(lineTotal.amount / quantity) - Math.floor(line.lineTotal.amount / line.quantity);
    return amount > 0 ? [{ productId, perUnit, units: quantity, amount }] : [];
  });

/** The name under which offers of a line's next tier exclude each other. */
const tierOf = (productId: string): string => `tier#${productId}`;

const stepOf = (situation: OfferSituation, lines: readonly PriceLine[], line: PriceLine): Step | undefined => {
  const { discounts, context, request } = situation;
  if (!discounts.has(line.productId)) return undefined;
  const next = nextBetterTier(line, lines, discounts, context);
  const stock = request.cards.get(line.productId)?.stock;
  if (!next || (stock !== undefined && stock < next.quantity)) return undefined;
  const raised = lines.map((one) => (one === line ? { ...one, quantity: next.quantity } : one));
  return { line, next, after: priceCart(raised, discounts, context) };
};

const bySaving = (a: Step, b: Step): number =>
  b.next.savingBasisPoints - a.next.savingBasisPoints ||
  a.next.extraUnits - b.next.extraUnits ||
  (a.line.productId < b.line.productId ? -1 : 1);

/** "Add 2 more, save 12 %" for the line with the largest relative saving. */
export const buildBulkDiscount = (
  { productIds }: OfferOf<'BULK_DISCOUNT'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const lines = guardedLines(situation, granted);
  const before = priceCart(lines, situation.discounts, situation.context);
  const asked = lines
    .filter(({ productId }) => productIds?.includes(productId) ?? true)
    .filter(({ productId }) => !granted.takenBy.has(tierOf(productId)));
  const [best] = asked.flatMap((line) => stepOf(situation, lines, line) ?? []).sort(bySaving);
  if (!best) return { decision: 'nothing-to-gain', detail: 'No further units in stock lower the price of a line' };
  const { line, next, after } = best;
  const { extraUnits, quantity, savingBasisPoints } = next;
  const cuts = cutsOf(before, after);
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
