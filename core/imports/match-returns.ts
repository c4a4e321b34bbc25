import type { ReturnedUnits } from '#core/imports/group-orders';
import { keptQuantity, type Order } from '#core/orders/order';
import { latest, refundUnits } from '#core/orders/refund-order';

/**
 * Return documents of a file name the customer and the product, not the order. Each is taken off the customer's
 * orders before it, newest first, as far as units are left: the purchase that a shopper returns is most
 * often the last one. What finds no units is given back to be reported, never dropped.
 * O(returns · orders of the customer).
 */
export interface MatchedReturns {
  /** All orders, by id; those with returns are changed. */
  readonly orders: readonly Order[];
  /** Rows of returns of which every unit found its order. */
  readonly matchedRows: number;
  /** Returns with the units that found none. */
  readonly unmatched: readonly ReturnedUnits[];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** One refund per return document and product, so that the same file again refunds nothing twice. */
export const refundIdOf = ({ returnId, productId }: Pick<ReturnedUnits, 'returnId' | 'productId'>): string =>
  `${returnId}:${productId}`;

export const keptOf = (order: Order, productId: string): number =>
  order.lines.reduce((sum, line) => sum + (line.productId === productId ? keptQuantity(line) : 0), 0);

const withReturn = (order: Order, returned: ReturnedUnits, quantity: number): Order => ({
  ...order,
  lines: refundUnits(order.lines, returned.productId, quantity),
  refundIds: [...new Set([...(order.refundIds ?? []), refundIdOf(returned)])].sort(),
  updatedAt: latest(order.updatedAt, returned.returnedAt),
});

const newestFirst = (a: Order, b: Order): number =>
  compareText(b.orderedAt, a.orderedAt) || compareText(b.orderId, a.orderId);

const ordersByCustomer = (orders: readonly Order[]): Map<string, string[]> => {
  const byCustomer = new Map<string, string[]>();
  for (const { customerId, orderId, status } of orders.toSorted(newestFirst)) {
    if (customerId === undefined || status === 'cancelled') continue;
    const known = byCustomer.get(customerId);
    if (known) known.push(orderId);
    else byCustomer.set(customerId, [orderId]);
  }
  return byCustomer;
};

const oldestFirst = (a: ReturnedUnits, b: ReturnedUnits): number =>
  compareText(a.returnedAt, b.returnedAt) ||
  compareText(a.returnId, b.returnId) ||
  compareText(a.productId, b.productId) ||
  compareText(a.customerId, b.customerId);

export const matchReturns = (orders: readonly Order[], returns: readonly ReturnedUnits[]): MatchedReturns => {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const byCustomer = ordersByCustomer(orders);
  const unmatched: ReturnedUnits[] = [];
  let matchedRows = 0;
  for (const returned of returns.toSorted(oldestFirst)) {
    let rest = returned.quantity;
    for (const orderId of byCustomer.get(returned.customerId) ?? []) {
      const order = byId.get(orderId)!;
      if (rest === 0 || order.orderedAt > returned.returnedAt) continue;
      const taken = Math.min(rest, keptOf(order, returned.productId));
      if (taken > 0) byId.set(orderId, withReturn(order, returned, taken));
      rest -= taken;
    }
    if (rest === 0) matchedRows += returned.rows;
    else unmatched.push({ ...returned, quantity: rest });
  }
  return { orders: [...byId.values()], matchedRows, unmatched };
};
