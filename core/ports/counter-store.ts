import type { DailyCounters } from '#core/events/daily-counters';
import type { DailyQuality } from '#core/events/data-quality';

export interface CounterStore {
  /** Sums of each of the given UTC days (`YYYY-MM-DD`), in their order; a day without events counts 0. */
  days(companyId: string, dates: readonly string[]): Promise<DailyCounters[]>;
  /** What was remarkable about the events of each of the given UTC days, in their order. */
  quality(companyId: string, dates: readonly string[]): Promise<DailyQuality[]>;
}
