import type { ShopEvent } from '#core/events/shop-event';
import type { OutcomeChange } from '#core/experiments/count-outcomes';
import type { ExperimentUnit } from '#core/experiments/experiment';

/** Events of one session that experiments count (`isOutcomeEvent`). */
export interface OutcomeBatch {
  readonly companyId: string;
  readonly sessionId: string;
  readonly events: readonly ShopEvent[];
  /** Share of the sums that this writer adds to; writers with shares of their own never meet. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface ExperimentOutcomeStore {
  /** Applies each event exactly once to its session, its customer and the sums, however often it comes. */
  count(batch: OutcomeBatch): Promise<void>;
  /** The sums of an experiment by variant, segment and currency, as units of a kind make them. */
  sums(companyId: string, experimentId: string, unit: ExperimentUnit): Promise<OutcomeChange[]>;
}
