import type { ShopEvent } from '#core/events/shop-event';
import type { OutcomeChange } from '#core/experiments/count-outcomes';
import type { Experiment, ExperimentUnit } from '#core/experiments/experiment';
import type { Order } from '#core/orders/order';

/** What experiments count of one session: its events (`isOutcomeEvent`, `exposesTo`) and orders. */
export interface OutcomeBatch {
  readonly companyId: string;
  /** Absent for orders that name none. */
  readonly sessionId?: string;
  readonly events: readonly ShopEvent[];
  /** As the store's server sent them. */
  readonly orders?: readonly Order[];
  /** Running experiments that draw who counts (`exposure` by view or cart). */
  readonly drawnExperiments?: readonly Experiment[];
  /** Share of the sums that this writer adds to; writers with shares of their own never meet. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface ExperimentOutcomeStore {
  /** Applies each event and order exactly once to its session, its customer and the sums, however often it comes. */
  count(batch: OutcomeBatch): Promise<void>;
  /** The sums of an experiment by variant, segment and currency, as units of a kind make them. */
  sums(companyId: string, experimentId: string, unit: ExperimentUnit): Promise<OutcomeChange[]>;
}
