import type { Visit } from './event-payload.ts';

/** A cart as the shop's page knows it. */
export interface ShopCart {
  /** Hard to guess: whoever knows it may read the cart. */
  readonly cartId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly customerId?: string;
  readonly currency?: string;
  readonly couponCodes?: readonly string[];
  /** What the shop knows better than the page: country, first visit, experiments, and so on. */
  readonly context?: object;
}

/** Body of `PUT /api/carts/{cartId}`. */
export const cartPayload = (cart: ShopCart, visit: Visit, context: object) => {
  const { lines, customerId, currency, couponCodes } = cart;
  return {
    lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    ...(visit.consent.analytics !== false && { sessionId: visit.sessionId }),
    ...(customerId && visit.consent.personalization !== false && { customerId }),
    ...(currency && { currency }),
    ...(couponCodes && { couponCodes }),
    context: { ...context, ...cart.context },
  };
};
