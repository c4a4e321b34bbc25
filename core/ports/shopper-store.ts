import type { AttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import type { ShopperState } from '#core/events/shopper-state';
import type { ShownList } from '#core/events/shown-lists';
import type { HoldOutSettings } from '#core/hold-out/hold-out-settings';

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
  /** IANA zone of the company: where its days begin. */
  readonly timeZone: string;
  readonly attribution: AttributionSettings;
  readonly holdOut: HoldOutSettings;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface SessionOutcome {
  /** The events that had not been counted before. */
  readonly fresh: readonly ShopEvent[];
  readonly duplicates: number;
}

/** Who asks, as far as the request says. */
export interface ShopperIds {
  readonly sessionId?: string;
  readonly customerId?: string;
}

/** What is remembered of a shopper. */
export interface Shopper {
  readonly session?: ShopperState;
  /** Over all sessions in which the customer was signed in. */
  readonly customer?: ShopperState;
  /** Product ids of the customer's orders, newest first. */
  readonly pastBaskets: readonly (readonly string[])[];
}

/** State of sessions and customers, and the daily counters that move together with it. */
export interface ShopperStore {
  /** All that a request needs to know of its shopper, in one read. */
  shopper(companyId: string, ids: ShopperIds): Promise<Shopper>;
  /**
   * The lists of recommendations that a session was shown from an instant on to before another, latest first: of the
   * latest 20, while its state is kept. Both ISO-8601 UTC.
   */
  listsShown(companyId: string, sessionId: string, from: string, until: string): Promise<ShownList[]>;
  /** Applies each event exactly once to session, customer and counters, however often it comes: all or nothing. */
  apply(batch: SessionBatch): Promise<SessionOutcome>;
}
