import { whyNone } from '#core/offers/builders/cross-sell';
import type { BuiltOffer, NoOffer } from '#core/offers/built-offer';
import { floorAmountOf, type Granted, listAmountOf, type OfferSituation } from '#core/offers/offer-situation';
import type { OfferOf } from '#core/rules/offer-declarations';

/**
 * The first gift that can be given. A gift costs nothing and so lies under any floor of its own: what the lines of the
 * cart earn above theirs must pay for it.
 */
export const buildFreeGift = (
  { productIds }: OfferOf<'FREE_GIFT'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const { request, spare } = situation;
  const free = productIds.filter((id) => situation.whyNotAdd(id) === undefined && !granted.takenBy.has(id));
  if (free.length === 0) return { decision: 'no-eligible-product', detail: whyNone(productIds, situation) };
  const productId = free.find((id) => floorAmountOf(request, id) <= spare - granted.spent);
  if (productId === undefined) {
    return { decision: 'under-floor', detail: 'The cart earns too little above its floors to pay for a gift' };
  }
  const listAmount = listAmountOf(request, productId) ?? 0;
  return {
    products: [{ productId, quantity: 1, inCart: false, listAmount, offerAmount: 0 }],
    takes: [productId],
    addedAmount: 0,
    savingAmount: listAmount,
    expectedValue: 0,
    cuts: [],
    giftFloor: floorAmountOf(request, productId),
  };
};
