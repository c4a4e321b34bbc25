import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { keys } from '#adapters/dynamodb/keys';
import { counterShards } from '#core/events/daily-counters';
import { withTable } from '#test/support/with-table';

describe('counter store', () => {
  const onTable = withTable();

  onTable('sums all shards of each day in the order asked for; days without events count 0', async (table) => {
    for (let shard = 0; shard < counterShards; shard++) {
      const Item = { ...keys.dailyCounters('count', '2026-11-19', shard), views: 10, clicks: shard };
      await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    }
    const zero = { views: 0, impressions: 0, clicks: 0, addsToCart: 0 };
    expect(await makeCounterStore(table).days('count', ['2026-11-18', '2026-11-19'])).toEqual([
      { date: '2026-11-18', ...zero },
      { date: '2026-11-19', ...zero, views: 10 * counterShards, clicks: (counterShards * (counterShards - 1)) / 2 },
    ]);
    expect(await makeCounterStore(table).days('other', ['2026-11-19'])).toEqual([{ date: '2026-11-19', ...zero }]);
  });

  onTable('reads a quarter of days, more than one batch holds', async (table) => {
    const dates = Array.from({ length: 92 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
    expect((await makeCounterStore(table).days('quarter', dates)).map(({ date }) => date)).toEqual(dates);
  });
});
