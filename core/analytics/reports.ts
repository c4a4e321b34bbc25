import type { Affinity } from '#core/analytics/affinity';
import type { Opportunity } from '#core/analytics/opportunity';
import type { OrderValues } from '#core/analytics/order-values';
import type { SegmentFigures } from '#core/analytics/segment-report';
import type { StoreAudit } from '#core/analytics/store-audit';

/** What the reports of a night were made from. */
export interface ReportOrigin {
  /** ISO-8601 UTC. */
  readonly computedAt: string;
  /** The night's model, whether it went live or not: its lists are the ones that reports speak of. */
  readonly modelVersion: string;
  /** Orders that pairs were counted in. */
  readonly orders: number;
  /** ISO-8601 UTC of the oldest and the newest of them; null without any. */
  readonly oldestOrderAt: string | null;
  readonly newestOrderAt: string | null;
  /** Share of the people, above 0 and at most 1, of a store that is larger than a function's memory. */
  readonly sampleShare: number;
  /** Days of events that were looked at, up to `computedAt`. */
  readonly eventDays: number;
}

/** Reports of a company by name; each night replaces the one before. Absent before the first training run. */
export interface Reports {
  readonly affinity: { readonly origin: ReportOrigin; readonly pairs: readonly Affinity[] };
  readonly opportunities: { readonly origin: ReportOrigin; readonly opportunities: readonly Opportunity[] };
  readonly segments: {
    readonly origin: ReportOrigin;
    readonly segments: readonly SegmentFigures[];
    /** Of the recent orders. */
    readonly orderValues: readonly OrderValues[];
  };
  readonly audit: { readonly origin: ReportOrigin; readonly audit: StoreAudit };
}
export type ReportName = keyof Reports;
