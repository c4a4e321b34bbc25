import type { OrderRow } from '#core/imports/order-row';
import { type Rejection, reject } from '#core/imports/rejection';
import type { Order, OrderLine } from '#core/orders/order';

/** What came back of one product by one return document. */
export interface ReturnedUnits {
  /** First row that says so, for the report. */
  readonly row: number;
  readonly rows: number;
  readonly returnId: string;
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
  /** ISO-8601 UTC. */
  readonly returnedAt: string;
}

export interface GroupedRows {
  /** By order id. */
  readonly orders: readonly Order[];
  /** By return id and product id. */
  readonly returns: readonly ReturnedUnits[];
  readonly rejections: readonly Rejection[];
}

const mostLines = 2000;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const groupBy = <T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};

/** The most frequent non-empty text; of equally frequent ones the first by alphabet. */
const mostFrequent = (texts: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return best?.[0] ?? '';
};

const earliest = (rows: readonly OrderRow[]): string =>
  rows.map((row) => row.orderedAt).reduce((first, at) => (at !== '' && (first === '' || at < first) ? at : first), '');

/** Rows of one product at one price become one line. */
const linesOf = (rows: readonly OrderRow[], currency: string): OrderLine[] =>
  [...groupBy(rows, (row) => `${row.productId}\n${row.amount}`).values()]
    .map((same) => ({
      productId: same[0]!.productId,
      quantity: same.reduce((sum, row) => sum + row.quantity, 0),
      refundedQuantity: 0,
      unitPrice: { amount: same[0]!.amount, currency },
    }))
    .sort((a, b) => compareText(a.productId, b.productId) || a.unitPrice.amount - b.unitPrice.amount);

const orderOf = (orderId: string, rows: readonly OrderRow[], orderedAt: string, currency: string): Order => ({
  orderId,
  customerId: mostFrequent(rows.map((row) => row.customerId)) || undefined,
  status: rows.some((row) => row.isCancelled) ? 'cancelled' : 'placed',
  currency,
  lines: linesOf(rows, currency),
  orderedAt,
  updatedAt: orderedAt,
});

const returnsOf = (rows: readonly OrderRow[], returnedAt: string): ReturnedUnits[] =>
  [...groupBy(rows, (row) => `${row.customerId}\n${row.productId}`).values()].map((same) => ({
    row: Math.min(...same.map(({ row }) => row)),
    rows: same.length,
    returnId: same[0]!.orderId,
    customerId: same[0]!.customerId,
    productId: same[0]!.productId,
    quantity: same.reduce((sum, row) => sum + row.quantity, 0),
    returnedAt,
  }));

interface Grouped {
  readonly order?: Order;
  readonly returns: readonly ReturnedUnits[];
  readonly rejections: readonly Rejection[];
}

const groupOne = (orderId: string, rows: readonly OrderRow[]): Grouped => {
  const orderedAt = earliest(rows);
  if (orderedAt === '') {
    return { returns: [], rejections: rows.map(({ row }) => reject(row, 'orderedAt', 'missing_value')) };
  }
  const sold = rows.filter((row) => !row.isReturn);
  const currency = mostFrequent(sold.map((row) => row.currency));
  const [kept, foreign] = [
    sold.filter((row) => row.currency === currency),
    sold.filter((row) => row.currency !== currency),
  ];
  const rejections = foreign.map((row) => reject(row.row, 'currency', 'mixed_currency', row.currency));
  const returns = returnsOf(
    rows.filter((row) => row.isReturn),
    orderedAt,
  );
  if (kept.length === 0) return { returns, rejections };
  const order = orderOf(orderId, kept, orderedAt, currency);
  if (order.lines.length <= mostLines) return { order, returns, rejections };
  return {
    returns,
    rejections: [...rejections, ...kept.map(({ row }) => reject(row, 'orderId', 'too_many_lines', orderId))],
  };
};

const byReturn = (a: ReturnedUnits, b: ReturnedUnits): number =>
  compareText(a.returnId, b.returnId) ||
  compareText(a.productId, b.productId) ||
  compareText(a.customerId, b.customerId);

/**
 * Puts the rows of orders together. The result does not depend on the order of the rows; what only one row of an order
 * says (date, customer, cancellation) holds for all of it. O(rows · log rows).
 */
export const groupOrders = (rows: Iterable<OrderRow>): GroupedRows => {
  const groups = [...groupBy(rows, (row) => row.orderId)].map(([orderId, group]) => groupOne(orderId, group));
  return {
    orders: groups.flatMap(({ order }) => order ?? []).sort((a, b) => compareText(a.orderId, b.orderId)),
    returns: groups.flatMap(({ returns }) => returns).sort(byReturn),
    rejections: groups.flatMap(({ rejections }) => rejections).sort((a, b) => a.row - b.row),
  };
};
