import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import type { Table } from '#adapters/dynamodb/table';
import { InvalidCursorError } from '#core/ports/store-errors';
import { quarantineEvent } from '#core/quarantine/quarantine-event';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
let companies = 0;

const setUp = (table: Table) => {
  const companyId = `quarantine-${++companies}`;
  const store = makeQuarantineStore(table);
  const entry = (eventId: string, minute = 0): QuarantinedEvent =>
    quarantineEvent({
      companyId,
      source: 'api',
      value: { eventId },
      faults: [{ pointer: '/type', code: 'unknown_type', message: 'is unknown' }],
      receivedAt: `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`,
      isBot: false,
    });
  const add = (entries: readonly QuarantinedEvent[], counterShard = 0) =>
    store.add({ companyId, entries, counterShard, now });
  const count = async () =>
    (await makeCounterStore(table).quality(companyId, ['2026-11-20']))[0]?.quarantined.unknown_type;
  return { companyId, store, entry, add, count };
};

describe('the quarantine store', () => {
  const onTable = withTable();

  onTable('keeps and counts an entry once, however often and by however many it is added', async (table) => {
    const { add, entry, count, store, companyId } = setUp(table);
    const entries = Array.from({ length: 60 }, (_, index) => entry(`e${index}`, index % 60));
    await Promise.all([add(entries), add([...entries, entries[0]!], 1)]);
    await add(entries.slice(0, 7));
    expect(await count()).toBe(60);
    expect((await store.list(companyId, { limit: 100 })).data).toHaveLength(60);
  });

  onTable('lists newest first, page by page, and takes no cursor of another company', async (table) => {
    const { add, entry, store, companyId } = setUp(table);
    await add([entry('a', 1), entry('b', 3), entry('c', 2)]);
    const first = await store.list(companyId, { limit: 2 });
    expect(first.data.map(({ eventId }) => eventId)).toEqual(['b', 'c']);
    const cursor = first.nextCursor ?? '';
    expect((await store.list(companyId, { limit: 2, cursor })).data.map(({ eventId }) => eventId)).toEqual(['a']);
    await expect(store.list('another-shop', { limit: 2, cursor })).rejects.toThrow(InvalidCursorError);
  });

  onTable(
    'forgets a released entry but for its being released: it is neither listed nor counted again',
    async (table) => {
      const { add, entry, count, store, companyId } = setUp(table);
      const one = entry('a');
      await add([one]);
      await store.release(companyId, one.entryId, now);
      await store.release(companyId, one.entryId, now);
      await add([one]);
      expect(await count()).toBe(1);
      expect((await store.list(companyId, { limit: 10 })).data).toEqual([]);
      expect(await store.getMany(companyId, [one.entryId])).toEqual([]);
    },
  );

  onTable('gives no entry of another company', async (table) => {
    const { add, entry, store, companyId } = setUp(table);
    const one = entry('a');
    await add([one]);
    expect(await store.getMany(companyId, [one.entryId, one.entryId])).toEqual([one]);
    expect(await store.getMany('another-shop', [one.entryId])).toEqual([]);
  });
});
