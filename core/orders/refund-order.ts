import { keptQuantity, type Order, type OrderLine } from '#core/orders/order';

/** Units of an order that a shopper sent back. */
export interface Refund {
  readonly refundId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** ISO-8601 UTC. */
  readonly refundedAt: string;
}

export type RefundResult =
  | { readonly kind: 'refunded'; readonly order: Order }
  /** More units than the shopper still keeps; nothing is refunded. */
  | { readonly kind: 'exceeds'; readonly productId: string; readonly asked: number; readonly kept: number };

/** The later of two ISO-8601 UTC instants, which compare as text. */
export const latest = (a: string, b: string): string => (a > b ? a : b);

const keptUnits = (lines: readonly OrderLine[], productId: string): number =>
  lines.reduce((sum, line) => sum + (line.productId === productId ? keptQuantity(line) : 0), 0);

/** Takes units off the lines of a product, from the first line on, as far as they go. */
export const refundUnits = (lines: readonly OrderLine[], productId: string, quantity: number): OrderLine[] => {
  let rest = quantity;
  return lines.map((line) => {
    if (line.productId !== productId || rest === 0) return line;
    const taken = Math.min(rest, keptQuantity(line));
    rest -= taken;
    return taken === 0 ? line : { ...line, refundedQuantity: line.refundedQuantity + taken };
  });
};

/** Units sent back so far by product, of those that have any. */
export const refundedUnits = (lines: readonly OrderLine[]): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const { productId, refundedQuantity } of lines) {
    if (refundedQuantity > 0) units[productId] = (units[productId] ?? 0) + refundedQuantity;
  }
  return units;
};

/**
 * An order sent anew by a store that does not count its refunds in the lines: at least `refunded` units of each product
 * stay sent back, as far as the order still holds them. What the store counts itself is not added to them.
 */
export const keepRefunds = (order: Order, refunded: Readonly<Record<string, number>>): Order => {
  const counted = refundedUnits(order.lines);
  const lines = Object.entries(refunded).reduce(
    (kept, [productId, units]) => refundUnits(kept, productId, Math.max(0, units - (counted[productId] ?? 0))),
    [...order.lines],
  );
  return { ...order, lines };
};

/** Counts a refund in the lines of an order, once per refund id. */
export const refundOrder = (order: Order, refund: Refund): RefundResult => {
  const refundIds = order.refundIds ?? [];
  if (refundIds.includes(refund.refundId)) return { kind: 'refunded', order };
  let lines: readonly OrderLine[] = order.lines;
  for (const { productId, quantity } of refund.lines) {
    const kept = keptUnits(lines, productId);
    if (quantity > kept) return { kind: 'exceeds', productId, asked: quantity, kept };
    lines = refundUnits(lines, productId, quantity);
  }
  return {
    kind: 'refunded',
    order: {
      ...order,
      lines,
      refundIds: [...refundIds, refund.refundId],
      updatedAt: latest(order.updatedAt, refund.refundedAt),
    },
  };
};

/** Cancels an order; a cancelled one is returned as it is. */
export const cancelOrderAt = (order: Order, cancelledAt: string): Order =>
  order.status === 'cancelled'
    ? order
    : { ...order, status: 'cancelled', updatedAt: latest(order.updatedAt, cancelledAt) };
