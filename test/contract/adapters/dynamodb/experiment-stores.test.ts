import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { keys } from '#adapters/dynamodb/keys';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import type { ShopEvent } from '#core/events/shop-event';
import type { ExperimentOutcomeStore } from '#core/ports/experiment-outcome-store';
import type { ExperimentStore } from '#core/ports/experiment-store';
import { InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import { aListExperiment, anExperiment, experimentsNow } from '#test/support/experiment-fixtures';
import { memoryExperimentOutcomes, memoryExperimentStore } from '#test/support/memory-experiment-stores';
import { withTable } from '#test/support/with-table';

const idsOf = (experiments: readonly { experimentId: string }[]) => experiments.map(({ experimentId }) => experimentId);
const change = { now: experimentsNow, by: 'ann' };

describe.each<[string, (table: Table) => ExperimentStore]>([
  ['the table', makeExperimentStore],
  ['memory', () => memoryExperimentStore()],
])('experiment store in %s', (_, makeStore) => {
  const onTable = withTable();

  onTable('answers an experiment as it was written, and only those that run to shoppers', async (table) => {
    const store = makeStore(table);
    const running = anExperiment('e2', { status: 'RUNNING', startedAt: experimentsNow });
    const written = [anExperiment('e3'), running, anExperiment('e1', { status: 'STOPPED' })];
    for (const experiment of written) await store.put('run', experiment);
    expect(await store.get('run', 'e2')).toEqual(running);
    expect(await store.get('run', 'e9')).toBeUndefined();
    expect(await store.running('run')).toEqual([running]);
    expect(await store.running('run-other')).toEqual([]);
    await store.put('run', { ...running, status: 'STOPPED', version: 2 });
    expect(await store.running('run')).toEqual([]);
  });

  onTable('refuses a version that does not follow the stored one, also when it deletes', async (table) => {
    const store = makeStore(table);
    await store.put('versions', anExperiment('e1'));
    await expect(store.put('versions', anExperiment('e1'))).rejects.toThrow(VersionConflictError);
    await expect(store.put('versions', anExperiment('e1', { version: 3 }))).rejects.toThrow(VersionConflictError);
    await expect(store.delete('versions', anExperiment('e1', { version: 2 }), change)).rejects.toThrow(
      VersionConflictError,
    );
    await store.delete('versions', anExperiment('e1'), change);
    expect(await store.get('versions', 'e1')).toBeUndefined();
  });

  onTable('lists by id, page by page, by status, and takes no cursor of another list', async (table) => {
    const store = makeStore(table);
    const written = [anExperiment('e3'), anExperiment('e1'), anExperiment('e2', { status: 'RUNNING' })];
    for (const experiment of written) await store.put('list', experiment);
    const first = await store.list('list', { limit: 2 });
    expect(idsOf(first.data)).toEqual(['e1', 'e2']);
    const cursor = first.nextCursor ?? '';
    expect(idsOf((await store.list('list', { limit: 2, cursor })).data)).toEqual(['e3']);
    await expect(store.list('list-other', { limit: 2, cursor })).rejects.toThrow(InvalidCursorError);
    expect(idsOf((await store.list('list', { limit: 9, status: 'RUNNING' })).data)).toEqual(['e2']);
    expect(idsOf((await store.list('list', { limit: 9, status: 'DRAFT' })).data)).toEqual(['e1', 'e3']);
  });
});

describe('experiments on recommendations', () => {
  const onTable = withTable();

  onTable('lie in the settings of their company as long as they run', async (table) => {
    const store = makeExperimentStore(table);
    const copies = async () => {
      const { pk, sk } = keys.listExperiment('lists', '');
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
      });
      return items.map(({ experiment }) => experiment);
    };
    const running = aListExperiment('e1');
    await store.put('lists', { ...running, status: 'DRAFT' });
    await store.put('lists', anExperiment('e2', { status: 'RUNNING' }));
    expect(await copies()).toEqual([]);
    await store.put('lists', { ...running, version: 2 });
    expect(await copies()).toEqual([{ ...running, version: 2 }]);
    await store.put('lists', { ...running, version: 3, status: 'STOPPED' });
    expect(await copies()).toEqual([]);
  });
});

const eventOf = (minute: number, change: Partial<ShopEvent>): ShopEvent => {
  const at = new Date(Date.parse(experimentsNow) + minute * 60_000).toISOString();
  const base = { eventId: `event-${minute}`, companyId: 'shop', occurredAt: at, receivedAt: at, sessionId: 's1' };
  return { ...base, type: 'product_view', ...change };
};

const discount = { amount: 0, currency: 'EUR' };
const impression = (minute: number, offerId: string, variant: string, who: Partial<ShopEvent> = {}) =>
  eventOf(minute, {
    type: 'offer_impression',
    offer: { offerId, ruleId: 'r1', type: 'CROSS_SELL', experimentId: 'e1', variant, discount },
    ...who,
  });
const purchase = (minute: number, orderId: string, amount: number, who: Partial<ShopEvent> = {}) =>
  eventOf(minute, { type: 'purchase', orderId, value: { amount, currency: 'EUR' }, ...who });

describe.each<[string, (table: Table) => ExperimentOutcomeStore]>([
  ['the table', makeExperimentOutcomeStore],
  ['memory', memoryExperimentOutcomes],
])('experiment outcomes in %s', (_, makeStore) => {
  const onTable = withTable();

  const batch = (sessionId: string, events: readonly ShopEvent[], counterShard = 0) => ({
    companyId: 'outcomes',
    sessionId,
    events: events.map((event) => ({ ...event, companyId: 'outcomes', sessionId })),
    counterShard,
    now: experimentsNow,
  });

  onTable('adds up what sessions did, once however often it comes, over all shards', async (table) => {
    const store = makeStore(table);
    const first = batch('s1', [impression(1, 'o1', 'a'), purchase(2, 'order-1', 1500)]);
    await store.count(first);
    await store.count(first);
    await store.count(batch('s2', [impression(1, 'o2', 'a')], 1));
    await store.count(batch('s3', [impression(1, 'o3', 'b'), purchase(3, 'order-3', 50_000_000)]));
    const sums = await store.sums('outcomes', 'e1', 'session');
    expect(
      sums.map(({ variant, currency, sums: { units, revenue, revenueSquares } }) => [
        variant,
        currency,
        units,
        revenue,
        revenueSquares,
      ]),
    ).toEqual([
      ['a', '', 1, 0, 0],
      ['a', 'EUR', 1, 1500, 1500 ** 2],
      ['b', 'EUR', 1, 50_000_000, 50_000_000 ** 2],
    ]);
    expect(await store.sums('outcomes', 'e9', 'session')).toEqual([]);
  });

  onTable('counts a customer once over sessions', async (table) => {
    const store = makeStore(table);
    const who = { customerId: 'c1' };
    await store.count(batch('t1', [purchase(0, 'before', 900, who)]));
    await store.count(batch('t2', [{ ...impression(1, 'p1', 'a', who) }]));
    await store.count(batch('t3', [{ ...impression(2, 'p2', 'a', who) }, purchase(3, 'after', 700, who)]));
    const customers = await store.sums('outcomes', 'e1', 'customer');
    expect(customers).toHaveLength(1);
    expect(customers[0]).toMatchObject({
      variant: 'a',
      segment: 'customer',
      sums: { units: 1, impressions: 2, conversions: 1, revenue: 700, prior: 900 },
    });
  });

  onTable('counts nothing without events', async (table) => {
    const store = makeStore(table);
    await store.count(batch('none', []));
    expect(await store.sums('outcomes-none', 'e1', 'session')).toEqual([]);
  });
});
