import type { BuiltOffer, NoOffer } from '#core/offers/built-offer';
import type { Granted, OfferSituation } from '#core/offers/offer-situation';
import type { OfferOf } from '#core/rules/offer-declarations';

/** Free shipping is offered once, however many rules grant it. */
const shipping = 'shipping';

/** How far the cart is from free shipping, or that it has it. */
export const buildFreeShipping = (
  { currency, threshold, shippingCost }: OfferOf<'FREE_SHIPPING'>,
  { request, priced }: OfferSituation,
  { takenBy }: Granted,
): BuiltOffer | NoOffer => {
  if (currency !== request.currency) {
    return {
      decision: 'no-eligible-product',
      detail: `The threshold is in ${currency}, the cart in ${request.currency}`,
    };
  }
  if (takenBy.has(shipping)) return { decision: 'no-eligible-product', detail: 'Free shipping is offered already' };
  const remainingAmount = Math.max(0, threshold - priced.total.amount);
  return {
    products: [],
    takes: [shipping],
    addedAmount: 0,
    savingAmount: shippingCost ?? null,
    expectedValue: remainingAmount,
    cuts: [],
    giftFloor: 0,
    shipping: { thresholdAmount: threshold, remainingAmount },
  };
};
