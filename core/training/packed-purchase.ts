import type { ShopEvent } from '#core/events/shop-event';
import { keptQuantity, type Order } from '#core/orders/order';
import { epochMs } from '#core/training/epoch-time';
import type { IdTable } from '#core/training/id-table';
import type { IgnoredCounts } from '#core/training/training-data';

/** A purchase with its lines packed; the same shape for server orders and pixel purchases. */
export interface PackedPurchase {
  /** The version of the record, ISO-8601 UTC. */
  readonly updatedAt: string;
  readonly cancelled: boolean;
  /** Epoch milliseconds; NaN when unreadable. */
  readonly time: number;
  readonly customerId?: string;
  readonly sessionId?: string;
  /** Distinct item numbers, in the order of the lines. */
  readonly items: readonly number[];
  /** Units kept, per item, in single precision. */
  readonly units: readonly number[];
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const compareArrays = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
};

/** Orders versions of one purchase, newest last; equal times in an order that does not depend on which came first. */
export const compareVersions = (a: PackedPurchase, b: PackedPurchase): number =>
  compareText(a.updatedAt, b.updatedAt) ||
  Number(a.cancelled) - Number(b.cancelled) ||
  a.time - b.time ||
  compareArrays(a.items, b.items) ||
  compareArrays(a.units, b.units) ||
  compareText(a.customerId ?? '', b.customerId ?? '') ||
  compareText(a.sessionId ?? '', b.sessionId ?? '');

/** A product on two lines is one item, at the place of the first. */
const addLine = (items: number[], units: number[], item: number, kept: number): void => {
  const place = items.indexOf(item);
  if (place >= 0) {
    units[place]! += kept;
    return;
  }
  items.push(item);
  units.push(kept);
};

/**
 * What of an order the shopper kept, as far as the catalog knows it. Counts what it leaves out.
 * @param lineItems of each line its item, below 0 where the catalog does not hold the product.
 */
export const packOrder = (order: Order, lineItems: Int32Array, ignored: IgnoredCounts): PackedPurchase => {
  const [items, units]: [number[], number[]] = [[], []];
  for (const [at, line] of order.lines.entries()) {
    const item = lineItems[at]!;
    const kept = keptQuantity(line);
    if (item < 0) ignored.unknownProducts += 1;
    else if (kept === 0) ignored.refundedLines += 1;
    else addLine(items, units, item, kept);
  }
  for (let line = 0; line < units.length; line += 1) units[line] = Math.fround(units[line]!);
  return {
    updatedAt: order.updatedAt,
    cancelled: order.status === 'cancelled',
    time: epochMs(order.orderedAt),
    customerId: order.customerId,
    sessionId: order.sessionId,
    items,
    units,
  };
};

/** A purchase that only the storefront's pixel reported. */
export const packPixelPurchase = (event: ShopEvent, products: IdTable, ignored: IgnoredCounts): PackedPurchase => {
  const ids = event.productIds ?? (event.productId === undefined ? [] : [event.productId]);
  const known = ids.map((id) => products.find(id)).filter((item) => item >= 0);
  ignored.unknownProducts += ids.length - known.length;
  const items = [...new Set(known)];
  return {
    updatedAt: event.occurredAt,
    cancelled: false,
    time: epochMs(event.occurredAt),
    customerId: event.customerId,
    sessionId: event.sessionId,
    items,
    units: items.map(() => 1),
  };
};
