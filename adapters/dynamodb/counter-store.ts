import { counterShards, type DailyCounters, sumShards } from '#core/events/daily-counters';
import type { CounterStore } from '#core/ports/counter-store';
import { batchGet } from './batch.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const shardKeys = (companyId: string, date: string) =>
  Array.from({ length: counterShards }, (_, shard) => keys.dailyCounters(companyId, date, shard));

const days = async (table: Table, companyId: string, dates: readonly string[]): Promise<DailyCounters[]> => {
  const items = await batchGet(
    table,
    dates.flatMap((date) => shardKeys(companyId, date)),
  );
  return dates.map((date) => {
    const { pk } = keys.dailyCounters(companyId, date, 0);
    return sumShards(
      date,
      items.filter((item) => item.pk === pk),
    );
  });
};

export const makeCounterStore = (table: Table): CounterStore => ({
  days: (companyId, dates) => days(table, companyId, dates),
});
