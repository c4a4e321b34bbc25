import { cartContext } from './cart-context.ts';
import { cartPayload, type ShopCart } from './cart-payload.ts';
import { cartUrl } from './cart-url.ts';
import type { Visit } from './event-payload.ts';
import type { EventTarget as Destination } from './send-event.ts';

/** Stores the cart; false when that failed. */
export const storeCart = async (destination: Destination, cart: ShopCart, visit: Visit): Promise<boolean> => {
  const headers = { 'content-type': 'text/plain;charset=UTF-8' };
  const body = JSON.stringify(cartPayload(cart, visit, cartContext(visit.consent)));
  const response = await fetch(cartUrl(destination, cart.cartId), {
    method: 'PUT',
    body,
    headers,
    credentials: 'omit',
  });
  return response.ok;
};
