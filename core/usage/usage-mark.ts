/**
 * Where a company stands in its month, as far as shops must know it. It lies among the company's settings, so reading it
 * costs a request nothing; it is written when that changes what shops get, and when a day is closed.
 */
export interface UsageMark {
  /** `YYYY-MM` in the store's time zone. */
  readonly month: string;
  /** Instant at which the month ends there, ISO-8601 UTC with milliseconds. */
  readonly monthEndsAt: string;
  /** Served recommendations when the mark was written. */
  readonly served: number;
  /** Last day of the month (`YYYY-MM-DD`) that no event can reach any more; null: none yet. */
  readonly closedThrough: string | null;
  /** Served recommendations up to that day, itself included. */
  readonly servedInClosedDays: number;
}
