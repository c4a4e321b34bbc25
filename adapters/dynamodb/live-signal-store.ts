import { keys } from '#adapters/dynamodb/keys';
import { signalsOf } from '#adapters/dynamodb/live-signal-item';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import type { LiveSignalStore } from '#core/ports/live-signal-store';

/** All of a company's counts in one query: at most some 10 kB a shard. */
export const makeLiveSignalStore = (table: Table): LiveSignalStore => ({
  read: async (companyId) => {
    const items = await queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.liveSignals(companyId, 0, 'FRESH').pk },
    });
    return items.flatMap(signalsOf);
  },
});
