import type { DailyCounters } from '#core/events/daily-counters';

export interface CounterStore {
  /** Sums of each of the given UTC days (`YYYY-MM-DD`), in their order; a day without events counts 0. */
  days(companyId: string, dates: readonly string[]): Promise<DailyCounters[]>;
}
