import type { ShopEvent } from '#core/events/shop-event';
import type { ShopperState } from '#core/events/shopper-state';

/** Events of one session that arrived together. */
export interface SessionEvents {
  readonly sessionId: string;
  readonly events: readonly ShopEvent[];
}

/** Sessions that are written together: one transaction holds no more. */
export const mostSessionsTogether = 25;

/** Sessions of one company that arrived together, at most `mostSessionsTogether`, each once. */
export interface SessionBatch {
  readonly companyId: string;
  readonly sessions: readonly SessionEvents[];
  /** Share of the daily counters that this writer adds to, 0 … `counterShards` − 1; writers with shares of their own never meet. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface SessionOutcome {
  /** The events that had not been counted before. */
  readonly fresh: readonly ShopEvent[];
  readonly duplicates: number;
}

/** State of sessions and customers, and the daily counters that move together with it. */
export interface ShopperStore {
  session(companyId: string, sessionId: string): Promise<ShopperState | undefined>;
  customer(companyId: string, customerId: string): Promise<ShopperState | undefined>;
  /** Applies each event exactly once to session, customer and counters, however often it comes: all or nothing. */
  apply(batch: SessionBatch): Promise<SessionOutcome>;
}
