import type { Offer } from './offer-list.ts';

interface PricedUnits {
  readonly productId: string;
  readonly quantity: number;
  /** Minor units that a unit costs under the offer; the shop's server makes sure of it before it charges. */
  readonly unitPrice: { readonly amount: number; readonly currency: string };
}

/** What the shop does to its cart when a shopper accepts an offer: the detail of `upsell-accept`. */
export interface AcceptedOffer {
  readonly cartId: string;
  readonly offerId: string;
  readonly ruleId: string;
  readonly type: Offer['type'];
  readonly token: string;
  /** Units to put into the cart. */
  readonly add: readonly PricedUnits[];
  /** Lines of the cart whose quantity or price becomes this. */
  readonly change: readonly PricedUnits[];
  /** Set for a subscription: how often the changed line is delivered. */
  readonly frequency?: string;
  /** True when the cart ships for free. */
  readonly freeShipping?: boolean;
}

export const acceptedOffer = (cartId: string, offer: Offer): AcceptedOffer => {
  const { offerId, ruleId, type, token, subscription, shipping } = offer;
  const unitsOf = (inCart: boolean): PricedUnits[] =>
    offer.products
      .filter((product) => product.inCart === inCart)
      .map(({ productId, quantity, offerPrice }) => ({ productId, quantity, unitPrice: offerPrice }));
  return {
    cartId,
    offerId,
    ruleId,
    type,
    token,
    add: unitsOf(false),
    change: unitsOf(true),
    ...(subscription && { frequency: subscription.frequency }),
    ...(shipping && { freeShipping: shipping.unlocked }),
  };
};
