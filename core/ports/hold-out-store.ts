import type { HoldOutContext } from '#core/hold-out/count-hold-out';
import type { HoldOutCell } from '#core/hold-out/hold-out-sums';
import type { Order } from '#core/orders/order';

export interface HeardOrder extends HoldOutContext {
  /** As the store's server sent it; one without a session is nobody's and changes nothing. */
  readonly order: Order;
  /** Share of the sums that this writer adds to. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** What both arms of a hold-out did. Events are counted by the shopper store. */
export interface HoldOutStore {
  /** Applies a version of an order exactly once, however often it comes; older versions change nothing. */
  countOrder(heard: HeardOrder): Promise<void>;
  /** The sums of the weeks from one Monday to another, both included. */
  weeks(companyId: string, from: string, to: string): Promise<HoldOutCell[]>;
}
