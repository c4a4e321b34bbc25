import type { Order } from '#core/orders/order';
import type { Refund, RefundResult } from '#core/orders/refund-order';
import type { UpsertOptions, UpsertOutcome } from '#core/ports/upsert';

export interface OrderStore {
  get(companyId: string, orderId: string): Promise<Order | undefined>;
  /** Writes each order unless a newer one is stored; one outcome per order, in the order given. */
  upsertMany(companyId: string, orders: readonly Order[], options?: UpsertOptions): Promise<UpsertOutcome[]>;
  /**
   * Counts a refund once per `refundId`; `undefined` when there is no such order.
   * @throws ConflictError when the order is cancelled, or changes too often to be written
   */
  refund(companyId: string, orderId: string, refund: Refund): Promise<RefundResult | undefined>;
  /** Cancels an order; again changes nothing. `undefined` when there is no such order. */
  cancel(companyId: string, orderId: string, cancelledAt: string): Promise<Order | undefined>;
  /** Forgets who bought; again, or without such an order, nothing happens. Versions sent later do not bring it back. */
  anonymise(companyId: string, orderId: string, now: string): Promise<void>;
  /** Months (`2026-05`, UTC) that hold orders, oldest first. */
  months(companyId: string): Promise<string[]>;
  /** Orders from an instant on to before another, by time; both ISO-8601 UTC. */
  streamBetween(companyId: string, from: string, until: string): AsyncIterable<Order>;
  /** Orders of a month (`2026-05`, UTC) by time. */
  streamMonth(companyId: string, month: string): AsyncIterable<Order>;
  /**
   * Orders of a customer, newest first.
   * @param pageSize orders read at a time, for whoever wants the first few; as many as fit into a page when absent
   */
  streamOfCustomer(companyId: string, customerId: string, pageSize?: number): AsyncIterable<Order>;
}
