import { portionOf } from '#core/money/basis-points';
import type { BuiltOffer, NoOffer, OfferedProduct } from '#core/offers/built-offer';
import { hasRoomFor, knockOnCuts } from '#core/offers/line-cuts';
import { costOf, floorAmountOf, type Granted, listAmountOf, type OfferSituation } from '#core/offers/offer-situation';
import type { OfferOf } from '#core/rules/offer-declarations';

/** A unit of a product that is not in the cart, at its price less the discount, never under its floor. */
const offered = (situation: OfferSituation, productId: string, basisPoints: number): OfferedProduct | undefined => {
  const price = situation.priceOfAdded(productId);
  if (price === undefined) return undefined;
  const floor = Math.min(price, floorAmountOf(situation.request, productId));
  const offerAmount = Math.max(floor, price - portionOf(price, basisPoints));
  const listAmount = listAmountOf(situation.request, productId) ?? price;
  return { productId, quantity: 1, inCart: false, listAmount, offerAmount };
};

/** Products to go with the cart: fixed ones first, then those of the relation. */
export const buildCrossSell = (
  { productIds = [], relation, most = 1, percentOff = 0 }: OfferOf<'CROSS_SELL'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const related = relation === undefined ? [] : (situation.request.candidates[relation] ?? []);
  const asked = [...new Set([...productIds, ...related])];
  const free = asked.filter((id) => situation.whyNotAdd(id) === undefined && !granted.takenBy.has(id));
  if (free.length === 0) return { decision: 'no-eligible-product', detail: whyNone(asked, situation) };
  const all = free.flatMap((productId) => offered(situation, productId, percentOff) ?? []);
  const products = all.filter(({ listAmount, offerAmount }) => percentOff === 0 || offerAmount < listAmount);
  if (products.length === 0) return { decision: 'under-floor', detail: 'The floors leave no room for the discount' };
  const chosen = products
    .filter(({ productId }) => hasRoomFor(situation, granted, knockOnCuts(situation, [productId])))
    .slice(0, most);
  const takes = chosen.map(({ productId }) => productId);
  const cuts = knockOnCuts(situation, takes);
  if (chosen.length === 0 || !hasRoomFor(situation, granted, cuts)) {
    return { decision: 'under-floor', detail: 'The floors leave no room for the tiers that the product would reach' };
  }
  const addedAmount = chosen.reduce((sum, { offerAmount }) => sum + offerAmount, 0) - costOf(cuts);
  const savingAmount = chosen.reduce((sum, one) => sum + one.listAmount - one.offerAmount, 0) + costOf(cuts);
  return { products: chosen, takes, addedAmount, savingAmount, expectedValue: addedAmount, cuts, giftFloor: 0 };
};

/** The first reasons, enough to see what is wrong. */
export const whyNone = (productIds: readonly string[], { whyNotAdd }: OfferSituation): string => {
  if (productIds.length === 0) return 'There are no products to choose from';
  const reasons = productIds
    .slice(0, 5)
    .map((productId) => `${productId}: ${whyNotAdd(productId) ?? 'offered already'}`);
  return reasons.join('; ');
};
