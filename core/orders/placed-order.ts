import type { ShopEvent } from '#core/events/shop-event';
import { keptQuantity, type Order } from '#core/orders/order';

/** What counts of an order of one shopper. */
export interface PlacedOrder {
  /** ISO-8601 UTC. */
  readonly at: string;
  /** Minor units that were kept; absent when the page did not say. */
  readonly amount?: number;
  readonly currency?: string;
  /** When the event came about that said the amount, ISO-8601 UTC; absent for what the server said. */
  readonly saidAt?: string;
  /** Version that the store's server sent, ISO-8601 UTC; absent for what a page said. */
  readonly updatedAt?: string;
  readonly isCancelled?: boolean;
}

/** By order id. */
export type PlacedOrders = Readonly<Record<string, PlacedOrder>>;

/** A shopper who orders more is none; what follows is not remembered. */
const mostOrders = 30;

const isFull = (orders: PlacedOrders, orderId: string): boolean =>
  !orders[orderId] && Object.keys(orders).length >= mostOrders;

const earlier = (first: string | undefined, second: string): string =>
  first === undefined || second < first ? second : first;

/** Of several amounts the one that was said first counts, the smaller one of equally old ones: in whatever order they come. */
const saysMore = (known: PlacedOrder | undefined, { occurredAt, value }: ShopEvent): boolean => {
  if (!value) return false;
  if (known?.amount === undefined || known.saidAt === undefined) return true;
  return occurredAt < known.saidAt || (occurredAt === known.saidAt && value.amount < known.amount);
};

/** The orders after a `purchase` event. What the store's server said of an order stands. */
export const withPurchase = (orders: PlacedOrders, event: ShopEvent): PlacedOrders => {
  const { orderId, occurredAt, value } = event;
  if (orderId === undefined || isFull(orders, orderId)) return orders;
  const known = orders[orderId];
  if (known?.updatedAt !== undefined) return orders;
  const money = saysMore(known, event) && value ? { ...value, saidAt: occurredAt } : {};
  return { ...orders, [orderId]: { ...known, at: earlier(known?.at, occurredAt), ...money } };
};

/** The orders after one that the store's server sent; a newer version of it stands. */
export const withServerOrder = (orders: PlacedOrders, order: Order): PlacedOrders => {
  const { orderId, orderedAt: at, updatedAt, currency, lines, status } = order;
  if (isFull(orders, orderId)) return orders;
  const known = orders[orderId];
  if (known?.updatedAt !== undefined && known.updatedAt > updatedAt) return orders;
  const amount = lines.reduce((sum, line) => sum + keptQuantity(line) * line.unitPrice.amount, 0);
  const placed = { at, amount, currency, updatedAt, ...(status === 'cancelled' && { isCancelled: true }) };
  return { ...orders, [orderId]: placed };
};

/** The orders that were not cancelled, by time and id. */
export const standingOrders = (orders: PlacedOrders): PlacedOrder[] =>
  Object.entries(orders)
    .sort(([a, first], [b, second]) => (first.at < second.at || (first.at === second.at && a < b) ? -1 : 1))
    .map(([, order]) => order)
    .filter(({ isCancelled }) => !isCancelled);

/** Minor units that count of a shopper's orders: one that is said to be larger would drown all others (winsorising). */
export const mostAmount = 50_000_000;
