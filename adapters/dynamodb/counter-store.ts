import { counterShards, type DailyCounters, sumShards } from '#core/events/daily-counters';
import { sumQuality } from '#core/events/data-quality';
import type { CounterStore } from '#core/ports/counter-store';
import { batchGet } from './batch.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const shardKeys = (companyId: string, date: string) =>
  Array.from({ length: counterShards }, (_, shard) => keys.dailyCounters(companyId, date, shard));

type Shards = readonly Record<string, unknown>[];

/** What `sum` makes of the shards of each date, in the order of the dates. */
const days = async <T>(
  table: Table,
  companyId: string,
  dates: readonly string[],
  sum: (date: string, shards: Shards) => T,
): Promise<T[]> => {
  const items = await batchGet(
    table,
    dates.flatMap((date) => shardKeys(companyId, date)),
  );
  return dates.map((date) => {
    const { pk } = keys.dailyCounters(companyId, date, 0);
    return sum(
      date,
      items.filter((item) => item.pk === pk),
    );
  });
};

export const makeCounterStore = (table: Table): CounterStore => ({
  days: (companyId, dates) => days<DailyCounters>(table, companyId, dates, sumShards),
  quality: (companyId, dates) => days(table, companyId, dates, sumQuality),
});
