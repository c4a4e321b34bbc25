import type { Item } from '#adapters/dynamodb/transact-items';
import type { ShopEvent } from '#core/events/shop-event';
import { applyEvents, emptyShopperState, type ShopperState } from '#core/events/shopper-state';
import type { ShownList } from '#core/events/shown-lists';

/** What an item of a session or a customer remembers. */
export const shopperStateOf = (item: Item | undefined): ShopperState | undefined =>
  item && {
    viewedProductIds: (item.viewed as string[] | undefined) ?? [],
    cartProductIds: (item.cart as string[] | undefined) ?? [],
  };

type PackedList = [shownAt: string, recommendationId: string, placement: string, productIds: readonly string[]];

/** Lists as one text, a third of what maps would take. */
export const packLists = (lists: readonly ShownList[]): string =>
  JSON.stringify(
    lists.map(({ shownAt, recommendationId, placement, productIds }): PackedList => {
      return [shownAt, recommendationId, placement, productIds];
    }),
  );

/** The latest lists that a session was shown, latest first. */
export const shownListsOf = (item: Item | undefined): ShownList[] =>
  typeof item?.lists !== 'string'
    ? []
    : (JSON.parse(item.lists) as PackedList[]).map(([shownAt, recommendationId, placement, productIds]) => ({
        shownAt,
        recommendationId,
        placement,
        productIds,
      }));

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
