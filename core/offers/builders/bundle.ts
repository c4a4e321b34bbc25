import { allocate } from '#core/money/allocate';
import { portionOf } from '#core/money/basis-points';
import type { BuiltOffer, LineCut, NoOffer, OfferedProduct } from '#core/offers/built-offer';
import { hasRoomFor, knockOnCuts } from '#core/offers/line-cuts';
import {
  costOf,
  floorAmountOf,
  type Granted,
  listAmountOf,
  type OfferSituation,
  roomOfLine,
} from '#core/offers/offer-situation';
import type { OfferOf } from '#core/rules/offer-declarations';

interface Part {
  readonly productId: string;
  readonly inCart: boolean;
  readonly listAmount: number;
  /** What a unit costs without the bundle. */
  readonly priceAmount: number;
  /** Most that may come off. */
  readonly room: number;
}

const partOf = (
  situation: OfferSituation,
  granted: Granted,
  knockOn: readonly LineCut[],
  productId: string,
): Part | undefined => {
  const line = situation.lineOf.get(productId);
  if (line) {
    const lower = knockOn.find((cut) => cut.productId === productId)?.perUnit ?? 0;
    const priceAmount = Math.floor(line.lineTotal.amount / line.quantity) - lower;
    const room = Math.max(0, roomOfLine(situation, granted, line, 1) - lower);
    return { productId, inCart: true, listAmount: line.listPrice.amount, priceAmount, room };
  }
  const priceAmount = situation.priceOfAdded(productId);
  if (priceAmount === undefined) return undefined;
  const listAmount = listAmountOf(situation.request, productId) ?? priceAmount;
  const room = Math.max(0, priceAmount - floorAmountOf(situation.request, productId));
  return { productId, inCart: false, listAmount, priceAmount, room };
};

const discountOf = ({ discountType, percentOff = 0, amount = 0 }: OfferOf<'BUNDLE'>, sum: number): number => {
  switch (discountType) {
    case 'PERCENTAGE':
      return portionOf(sum, percentOff);
    case 'FIXED_AMOUNT':
      return Math.min(sum, amount);
    case 'BUNDLE_PRICE':
      return Math.max(0, sum - amount);
  }
};

/** Takes what is allocated to each part, as far as its floor allows, and the parts in the cart together their spare. */
const cutsWithin = (parts: readonly Part[], shares: readonly number[], spare: number): number[] => {
  let left = spare;
  return parts.map(({ inCart, room }, index) => {
    const cut = Math.min(shares[index] ?? 0, room, inCart ? left : Number.POSITIVE_INFINITY);
    if (inCart) left -= cut;
    return cut;
  });
};

const missingParts = (
  { productIds }: OfferOf<'BUNDLE'>,
  situation: OfferSituation,
  granted: Granted,
): readonly string[] | NoOffer => {
  const missing = productIds.filter((productId) => !situation.lineOf.has(productId));
  if (missing.length === 0) return { decision: 'no-eligible-product', detail: 'The cart holds the whole bundle' };
  const blocked = missing.find((id) => situation.whyNotAdd(id) !== undefined || granted.takenBy.has(id));
  if (blocked === undefined) return missing;
  return {
    decision: 'no-eligible-product',
    detail: `${blocked}: ${situation.whyNotAdd(blocked) ?? 'offered already'}`,
  };
};

const ownCuts = (parts: readonly Part[], cuts: readonly number[]): LineCut[] =>
  parts.flatMap(({ productId, inCart }, index) =>
    inCart && cuts[index]! > 0 ? [{ productId, perUnit: cuts[index]!, units: 1 }] : [],
  );

/** One unit of each part, the discount spread over the parts by price and cut at their floors. */
export const buildBundle = (
  offer: OfferOf<'BUNDLE'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  if (offer.discountType !== 'PERCENTAGE' && offer.currency !== situation.request.currency) {
    return { decision: 'no-eligible-product', detail: `The bundle has no price in ${situation.request.currency}` };
  }
  const missing = missingParts(offer, situation, granted);
  if ('decision' in missing) return missing;
  const knockOn = knockOnCuts(situation, missing);
  if (!hasRoomFor(situation, granted, knockOn)) {
    return { decision: 'under-floor', detail: 'The floors leave no room for the tiers that the bundle would reach' };
  }
  const parts = offer.productIds.flatMap((productId) => partOf(situation, granted, knockOn, productId) ?? []);
  const prices = parts.map(({ priceAmount }) => priceAmount);
  const sum = prices.reduce((total, price) => total + price, 0);
  const shares = allocate(discountOf(offer, sum), prices);
  const cuts = cutsWithin(parts, shares, situation.spare - granted.spent - costOf(knockOn));
  const discount = cuts.reduce((total, cut) => total + cut, 0);
  if (discount === 0) return { decision: 'under-floor', detail: 'The floors leave no room for the discount' };
  const products = parts.map(
    ({ productId, inCart, listAmount, priceAmount }, index): OfferedProduct => ({
      productId,
      quantity: 1,
      inCart,
      listAmount,
      offerAmount: priceAmount - cuts[index]!,
    }),
  );
  const added = parts.reduce((total, part) => total + (part.inCart ? 0 : part.priceAmount), 0);
  const addedAmount = added - discount - costOf(knockOn);
  // What the tier takes off the part's own unit is in its price already.
  const counted = knockOn.reduce((sum, cut) => sum + (offer.productIds.includes(cut.productId) ? cut.perUnit : 0), 0);
  return {
    products,
    takes: missing,
    addedAmount,
    savingAmount:
      products.reduce((total, one) => total + one.listAmount - one.offerAmount, 0) + costOf(knockOn) - counted,
    expectedValue: addedAmount,
    cuts: [...knockOn, ...ownCuts(parts, cuts)],
    giftFloor: 0,
  };
};
