import type { EventTarget as Destination } from './send-event.ts';

const urlOf = (
  { apiBase, companyId, publishableKey }: Destination,
  path: string,
  members: Readonly<Record<string, string | number | undefined>>,
): string => {
  const search = new URLSearchParams({ companyId });
  for (const [name, value] of Object.entries({ key: publishableKey, ...members })) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return `${apiBase.replace(/\/$/, '')}${path}?${search}`;
};

/** Where a cart is stored. */
export const cartUrl = (destination: Destination, cartId: string): string =>
  urlOf(destination, `/api/carts/${encodeURIComponent(cartId)}`, {});

/** Where the offers of a stored cart are. */
export const offersUrl = (
  destination: Destination,
  cartId: string,
  options: { readonly limit?: number; readonly locale?: string },
): string => urlOf(destination, `/api/upsell/cart/${encodeURIComponent(cartId)}`, options);
