import { buildBulkDiscount } from '#core/offers/builders/bulk-discount';
import { buildBundle } from '#core/offers/builders/bundle';
import { buildCrossSell } from '#core/offers/builders/cross-sell';
import { buildFreeGift } from '#core/offers/builders/free-gift';
import { buildFreeShipping } from '#core/offers/builders/free-shipping';
import { buildSubscription } from '#core/offers/builders/subscription';
import type { BuiltOffer, NoOffer } from '#core/offers/built-offer';
import type { Granted, OfferSituation } from '#core/offers/offer-situation';
import type { RuleOffer } from '#core/rules/offer-declarations';

/** What a rule's offer comes to for a cart, beside what other offers were granted. */
export const buildOffer = (offer: RuleOffer, situation: OfferSituation, granted: Granted): BuiltOffer | NoOffer => {
  switch (offer.type) {
    case 'BULK_DISCOUNT':
      return buildBulkDiscount(offer, situation, granted);
    case 'SUBSCRIPTION':
      return buildSubscription(offer, situation, granted);
    case 'CROSS_SELL':
      return buildCrossSell(offer, situation, granted);
    case 'BUNDLE':
      return buildBundle(offer, situation, granted);
    case 'FREE_GIFT':
      return buildFreeGift(offer, situation, granted);
    case 'FREE_SHIPPING':
      return buildFreeShipping(offer, situation, granted);
  }
};
