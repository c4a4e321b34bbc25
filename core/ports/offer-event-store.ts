import type { ShopEvent } from '#core/events/shop-event';
import type { Money } from '#core/money/money';
import type { ImpressionState } from '#core/offers/impression-state';

/** Events of one session about offers (`isOfferEvent`). */
export interface OfferEventBatch {
  readonly companyId: string;
  readonly sessionId: string;
  readonly events: readonly ShopEvent[];
  /** Share of the daily sums that this writer adds to; writers with shares of their own never meet. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** What was counted, each once however often the events came. */
export interface OfferEventCounts {
  readonly impressions: number;
  readonly accepts: number;
  readonly declines: number;
  readonly orphans: number;
}

/** Sums of a rule for a UTC day and a variant. */
export interface RuleDay extends OfferEventCounts {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly variant: string | null;
  readonly value: readonly Money[];
  readonly discount: readonly Money[];
}

export interface ImpressionWindow {
  /** ISO-8601 UTC, included. */
  readonly from: string;
  /** ISO-8601 UTC, not included. */
  readonly until: string;
  readonly limit: number;
}

/** Impressions of offers, what came of them, and what shoppers were shown. */
export interface OfferEventStore {
  /** Applies each event exactly once to impression, shopper, daily sums and budget, however often it comes. */
  apply(batch: OfferEventBatch): Promise<OfferEventCounts>;
  /** Impressions of a rule by time, oldest first. */
  ofRule(companyId: string, ruleId: string, window: ImpressionWindow): Promise<ImpressionState[]>;
  /** All impressions of a session. */
  ofSession(companyId: string, sessionId: string): Promise<ImpressionState[]>;
  /** Sums by day, then variant; days without events are left out. */
  days(companyId: string, ruleId: string, from: string, to: string): Promise<RuleDay[]>;
}
