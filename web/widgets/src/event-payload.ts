import type { ConsentFlags } from './consent.ts';
import type { Offer } from './offer-list.ts';
import type { RecommendationList, RecommendedItem } from './recommendation-list.ts';

/** What every event tells about the visit; ids and time are parameters so that payloads are plain data. */
export interface Visit {
  readonly sessionId: string;
  readonly consent: ConsentFlags;
  readonly url?: string;
  readonly currency?: string;
  readonly locale?: string;
}

export interface Stamp {
  /** Unique per event; the server drops repeats. */
  readonly eventId: string;
  /** ISO-8601 UTC. */
  readonly occurredAt: string;
}

/** Events are sent as they happen: the time of sending lets the server put a wrong clock right. */
const envelope = ({ sessionId, consent, url, currency, locale }: Visit, stamp: Stamp) => ({
  eventId: stamp.eventId,
  occurredAt: stamp.occurredAt,
  sentAt: stamp.occurredAt,
  sessionId,
  ...(Object.keys(consent).length > 0 && { consent }),
  ...((url || currency || locale) && { context: { url, currency, locale } }),
});

/** Body of `POST /api/recommendations/view`. */
export const viewPayload = (productId: string, visit: Visit, stamp: Stamp) => ({
  ...envelope(visit, stamp),
  productId,
});

/** Body of `POST /api/recommendations/impression` for the items that came into view together. */
export const impressionPayload = (
  list: Pick<RecommendationList, 'recommendationId' | 'explored'>,
  items: readonly [RecommendedItem, ...RecommendedItem[]],
  visit: Visit,
  stamp: Stamp,
) => ({
  ...envelope(visit, stamp),
  recommendationId: list.recommendationId,
  token: items[0].token,
  ...(list.explored && { tokens: items.map(({ token }) => token) }),
  position: items[0].position,
  productIds: items.map((item) => item.productId),
});

/** Body of `POST /api/recommendations/click`. */
export const clickPayload = (
  list: Pick<RecommendationList, 'recommendationId'>,
  item: RecommendedItem,
  visit: Visit,
  stamp: Stamp,
) => ({
  ...envelope(visit, stamp),
  productId: item.productId,
  token: item.token,
  recommendationId: list.recommendationId,
  position: item.position,
});

/** Body of `POST /api/recommendations/add-to-cart`; the token says which recommendation led here. */
export const addToCartPayload = (
  added: { readonly productId: string; readonly token?: string; readonly quantity?: number },
  visit: Visit,
  stamp: Stamp,
) => ({ ...envelope(visit, stamp), productId: added.productId, token: added.token, quantity: added.quantity });

/** Body of `POST /api/upsell/impressions/decline`; the token says which offer it was. */
export const offerPayload = (token: string, visit: Visit, stamp: Stamp) => ({ ...envelope(visit, stamp), token });

/** Body of `POST /api/upsell/impressions/accept`; what the offer brought is what it adds to the cart's total. */
export const offerAcceptPayload = (
  { token, priceEffect }: Pick<Offer, 'token' | 'priceEffect'>,
  visit: Visit,
  stamp: Stamp,
) => {
  const { cartTotal, cartTotalWithOffer } = priceEffect;
  const amount = Math.max(0, cartTotalWithOffer.amount - cartTotal.amount);
  return { ...offerPayload(token, visit, stamp), value: { amount, currency: cartTotal.currency } };
};

/** Body of `POST /api/upsell/impressions` for the offers that came into view together. */
export const offerImpressionPayload = (
  seen: readonly { readonly token: string; readonly stamp: Stamp }[],
  visit: Visit,
) => ({ impressions: seen.map(({ token, stamp }) => offerPayload(token, visit, stamp)) });
