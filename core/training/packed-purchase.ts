import type { ShopEvent } from '#core/events/shop-event';
import { keptQuantity, type Order } from '#core/orders/order';
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
  /** Distinct item numbers, ascending. */
  readonly items: Int32Array;
  /** Units kept, per item. */
  readonly units: Float32Array;
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

/** What of an order the shopper kept, as far as the catalog knows it. Counts what it leaves out. */
export const packOrder = (
  order: Order,
  itemOf: ReadonlyMap<string, number>,
  ignored: IgnoredCounts,
): PackedPurchase => {
  const unitsOf = new Map<number, number>();
  for (const line of order.lines) {
    const item = itemOf.get(line.productId);
    const units = keptQuantity(line);
    if (item === undefined) ignored.unknownProducts += 1;
    else if (units === 0) ignored.refundedLines += 1;
    else unitsOf.set(item, (unitsOf.get(item) ?? 0) + units);
  }
  const items = Int32Array.from(unitsOf.keys()).sort();
  return {
    updatedAt: order.updatedAt,
    cancelled: order.status === 'cancelled',
    time: Date.parse(order.orderedAt),
    customerId: order.customerId,
    sessionId: order.sessionId,
    items,
    units: Float32Array.from(items, (item) => unitsOf.get(item)!),
  };
};

/** A purchase that only the storefront's pixel reported. */
export const packPixelPurchase = (
  event: ShopEvent,
  itemOf: ReadonlyMap<string, number>,
  ignored: IgnoredCounts,
): PackedPurchase => {
  const ids = event.productIds ?? (event.productId === undefined ? [] : [event.productId]);
  const known = ids.map((id) => itemOf.get(id)).filter((item) => item !== undefined);
  ignored.unknownProducts += ids.length - known.length;
  const items = Int32Array.from(new Set(known)).sort();
  return {
    updatedAt: event.occurredAt,
    cancelled: false,
    time: Date.parse(event.occurredAt),
    customerId: event.customerId,
    sessionId: event.sessionId,
    items,
    units: new Float32Array(items.length).fill(1),
  };
};
