import type { ShopEvent } from '#core/events/shop-event';

/** What the API remembers of a running session, or of a customer over sessions, to personalise lists. */
export interface ShopperState {
  /** Last products looked at, newest first, each once. */
  readonly viewedProductIds: readonly string[];
  /** What is in the cart as far as events tell. */
  readonly cartProductIds: readonly string[];
}

export const emptyShopperState: ShopperState = { viewedProductIds: [], cartProductIds: [] };

const mostViewed = 20;
const mostInCart = 100;

const toFront = (ids: readonly string[], id: string, most: number): string[] =>
  [id, ...ids.filter((other) => other !== id)].slice(0, most);

const applyEvent = (state: ShopperState, event: ShopEvent): ShopperState => {
  const { productId } = event;
  if (event.type === 'purchase') return { ...state, cartProductIds: [] };
  if (productId === undefined) return state;
  switch (event.type) {
    case 'product_view':
    case 'recommendation_click':
      return { ...state, viewedProductIds: toFront(state.viewedProductIds, productId, mostViewed) };
    case 'add_to_cart':
    case 'recommendation_add_to_cart':
      return { ...state, cartProductIds: toFront(state.cartProductIds, productId, mostInCart) };
    case 'remove_from_cart':
      return { ...state, cartProductIds: state.cartProductIds.filter((id) => id !== productId) };
    default:
      return state;
  }
};

const byTime = (a: ShopEvent, b: ShopEvent): number => {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? -1 : 1;
  return a.eventId < b.eventId ? -1 : Number(a.eventId > b.eventId);
};

/** The state after the events, taken in the order of their occurrence; who refused personalisation leaves no trace in it. */
export const applyEvents = (state: ShopperState, events: readonly ShopEvent[]): ShopperState =>
  events
    .filter((event) => event.consent?.personalization !== false)
    .sort(byTime)
    .reduce(applyEvent, state);
