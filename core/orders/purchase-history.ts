/**
 * What a customer bought, order by order: enough to say what is bought again, small enough to be read with a request.
 *
 * The history is the same in whatever order and however often the versions of orders arrive: of two versions the newer
 * counts, and of two versions of one moment the one that keeps fewer products, since refunds only take away. An order
 * that was cancelled or sent back stays as an empty basket, so that a late older version cannot bring it back.
 */
import { keptQuantity, type Order } from '#core/orders/order';

/** One order of a customer. */
export interface PastBasket {
  readonly orderId: string;
  /** ISO-8601 UTC. */
  readonly orderedAt: string;
  /** The version of the order that was counted, ISO-8601 UTC. */
  readonly updatedAt: string;
  /** Products of which the customer kept at least one unit, each once, in the order of the lines. */
  readonly productIds: readonly string[];
}

/** Newest first. */
export type PurchaseHistory = readonly PastBasket[];

/** Orders that are remembered of a customer, and products of each: 6 kB for who buys 20 things at a time, at most 30. */
export const mostPastBaskets = 20;
const mostProductsInBasket = 100;

const basketOf = ({ orderId, orderedAt, updatedAt, status, lines }: Order): PastBasket => {
  const kept = status === 'cancelled' ? [] : lines.filter((line) => keptQuantity(line) > 0);
  const productIds = [...new Set(kept.map(({ productId }) => productId))].slice(0, mostProductsInBasket);
  return { orderId, orderedAt, updatedAt, productIds };
};

const isLater = (basket: PastBasket, known: PastBasket): boolean =>
  basket.updatedAt > known.updatedAt ||
  (basket.updatedAt === known.updatedAt && basket.productIds.length < known.productIds.length);

const newestFirst = (a: PastBasket, b: PastBasket): number => {
  if (a.orderedAt !== b.orderedAt) return a.orderedAt < b.orderedAt ? 1 : -1;
  return a.orderId < b.orderId ? 1 : -1;
};

/** The history after some orders of the customer; `history` itself when they change nothing. */
export const afterOrders = (history: PurchaseHistory, orders: readonly Order[]): PurchaseHistory => {
  const byId = new Map(history.map((basket) => [basket.orderId, basket]));
  let changed = false;
  for (const basket of orders.map(basketOf)) {
    const known = byId.get(basket.orderId);
    if (known && !isLater(basket, known)) continue;
    byId.set(basket.orderId, basket);
    changed = true;
  }
  if (!changed) return history;
  const after = [...byId.values()].sort(newestFirst).slice(0, mostPastBaskets);
  const isSame = after.length === history.length && after.every((basket, index) => basket === history[index]);
  return isSame ? history : after;
};

/** What is remembered of past baskets, newest first, as far as a request knows it. */
export const rememberedBaskets = (baskets: readonly (readonly string[])[]): string[][] =>
  baskets.slice(0, mostPastBaskets).map((basket) => [...new Set(basket)].slice(0, mostProductsInBasket));

/** Product ids per order, newest first, without the orders of which nothing was kept. */
export const pastBasketsOf = (history: PurchaseHistory): string[][] =>
  history.filter(({ productIds }) => productIds.length > 0).map(({ productIds }) => [...productIds]);
