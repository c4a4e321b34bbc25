import type { Item } from '#adapters/dynamodb/session-aggregate';
import type { ShopEvent } from '#core/events/shop-event';
import { applyEvents, emptyShopperState, type ShopperState } from '#core/events/shopper-state';

/** What an item of a session or a customer remembers. */
export const shopperStateOf = (item: Item | undefined): ShopperState | undefined =>
  item && {
    viewedProductIds: (item.viewed as string[] | undefined) ?? [],
    cartProductIds: (item.cart as string[] | undefined) ?? [],
  };

/** The attributes of the item after some events, kept for `keepSeconds` from `now` (ISO-8601 UTC). */
export const shopperItemAfter = (
  item: Item | undefined,
  events: readonly ShopEvent[],
  now: string,
  keepSeconds: number,
): Item => {
  const { viewedProductIds, cartProductIds } = applyEvents(shopperStateOf(item) ?? emptyShopperState, events);
  const expiresAt = Math.floor(Date.parse(now) / 1000) + keepSeconds;
  return { viewed: viewedProductIds, cart: cartProductIds, expiresAt };
};
