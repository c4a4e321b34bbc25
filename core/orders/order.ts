import type { Money } from '#core/money/money';

export const orderStatuses = ['placed', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export interface OrderLine {
  readonly productId: string;
  /** Units bought, ≥ 1. */
  readonly quantity: number;
  /** Units sent back since, 0 … quantity. */
  readonly refundedQuantity: number;
  readonly unitPrice: Money;
}

/** One purchase. Idempotent on `orderId`: the newest `updatedAt` wins. */
export interface Order {
  readonly orderId: string;
  readonly customerId?: string;
  readonly sessionId?: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** When the shopper bought, ISO-8601 UTC. */
  readonly orderedAt: string;
  /** When the store last changed the order, ISO-8601 UTC. */
  readonly updatedAt: string;
  /** Refunds that the lines count, so that none counts twice. */
  readonly refundIds?: readonly string[];
  /** When it was forgotten who bought; the order stays for the books. ISO-8601 UTC. */
  readonly anonymisedAt?: string;
}

/** Units of a line that the shopper kept. */
export const keptQuantity = (line: OrderLine): number => Math.max(0, line.quantity - line.refundedQuantity);

/** The order without who bought. @param anonymisedAt ISO-8601 UTC; what an order says already, stays */
export const withoutBuyer = (
  { customerId: _customer, sessionId: _session, ...order }: Order,
  anonymisedAt: string,
): Order => ({ ...order, anonymisedAt: order.anonymisedAt ?? anonymisedAt });
