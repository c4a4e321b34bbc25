import type { CreditTerms, OrderCredit } from '#core/attribution/order-credit';
import type { UnitCosts } from '#core/attribution/order-figures';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';

/** Orders of one company that something was learned of. */
export interface AttributionBatch {
  readonly companyId: string;
  /** Orders that the store's server wrote. */
  readonly orderIds: readonly string[];
  /** Events of shoppers: purchases, and touches that may have earned orders which are known already. */
  readonly events: readonly ShopEvent[];
  /** What orders are judged by that were never seen before. */
  readonly terms: CreditTerms;
  /** Share of the roll-ups that this writer adds to; writers with shares of their own never meet. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** What products cost the merchant when an order of them first comes. */
export type CostsOf = (companyId: string, orders: readonly Order[]) => Promise<readonly UnitCosts[]>;

export interface AttributionStore {
  /**
   * Credits the orders of a batch with what earned them, and moves the roll-ups by what that changes: each order in one
   * step with its figures, exactly once, however often and in whatever order anything of it comes.
   * @returns how many credits changed
   */
  attribute(batch: AttributionBatch): Promise<number>;
  /** Who earned an order; undefined for one that was never seen. */
  get(companyId: string, orderId: string): Promise<OrderCredit | undefined>;
  /** Takes every trace of their buyers out of the credits of orders; figures stay. Again changes nothing. */
  forget(companyId: string, orderIds: readonly string[]): Promise<void>;
  /** Who earned these orders, by their id; those that were never seen are left out. */
  many(companyId: string, orderIds: readonly string[]): Promise<Map<string, OrderCredit>>;
}
