import type { BuiltOffer, LineCut, NoOffer } from '#core/offers/built-offer';
import type { Granted, OfferSituation } from '#core/offers/offer-situation';
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
    const present = Math.floor(lineTotal.amount / quantity);
    const bearable = present - Math.floor(Math.max(0, spare - spent) / quantity);
    const raised = Math.max(floorAmount + (cuts.get(productId) ?? 0), bearable);
    // What a line costs already is never lifted.
    return { productId, quantity, listPrice, floorAmount: Math.min(raised, present) };
  });

const cutsOf = ({ priced }: OfferSituation, after: PricedCart): LineCut[] =>
  priced.lines.flatMap(({ productId, quantity, unitPrice }, index) => {
    const perUnit = unitPrice.amount - after.lines[index]!.unitPrice.amount;
    return perUnit > 0 ? [{ productId, perUnit, units: quantity }] : [];
  });

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
  const asked = lines.filter(({ productId }) => productIds?.includes(productId) ?? true);
  const [best] = asked.flatMap((line) => stepOf(situation, lines, line) ?? []).sort(bySaving);
  if (!best) return { decision: 'nothing-to-gain', detail: 'No further units in stock lower the price of a line' };
  const { line, next, after } = best;
  const { extraUnits, quantity, savingBasisPoints } = next;
  const cuts = cutsOf(situation, after);
  const cost = cuts.reduce((sum, { perUnit, units }) => sum + perUnit * units, 0);
  if (cost > situation.spare - granted.spent) {
    return { decision: 'under-floor', detail: 'The floors leave no room for a lower price' };
  }
  const addedAmount = after.total.amount - situation.priced.total.amount;
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
    addedAmount,
    savingAmount: next.saving.amount,
    expectedValue: addedAmount,
    cuts,
    giftFloor: 0,
    quantityStep: { extraUnits, quantity, savingBasisPoints },
  };
};
