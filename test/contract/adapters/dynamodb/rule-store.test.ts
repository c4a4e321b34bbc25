import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { indexKeys } from '#adapters/dynamodb/keys';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import type { Table } from '#adapters/dynamodb/table';
import type { CartStore } from '#core/ports/cart-store';
import type { RuleStore } from '#core/ports/rule-store';
import { InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import { memoryCartStore, memoryRuleStore } from '#test/support/memory-offer-stores';
import { aCart, aRule, offersNow } from '#test/support/offer-fixtures';
import { withTable } from '#test/support/with-table';

const gift = { type: 'FREE_GIFT', productIds: ['mug'] } as const;
const idsOf = (rules: readonly { ruleId: string }[]) => rules.map(({ ruleId }) => ruleId);

describe.each<[string, (table: Table) => RuleStore]>([
  ['the table', makeRuleStore],
  ['memory', () => memoryRuleStore()],
])('rule store in %s', (where, makeStore) => {
  const onTable = withTable();

  onTable('answers a rule as it was written, and only its enabled ones to shoppers (D3)', async (table) => {
    const store = makeStore(table);
    const rules = [aRule('r2'), aRule('r1', { offer: gift }), aRule('r3', { enabled: false })];
    for (const rule of rules) await store.put('d3', rule);
    expect(await store.get('d3', 'r1')).toEqual(rules[1]);
    expect(await store.get('d3', 'r9')).toBeUndefined();
    expect(idsOf(await store.enabled('d3'))).toEqual(['r1', 'r2']);
    if (where !== 'the table') return;
    const { Items = [], ScannedCount } = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :rules',
        ExpressionAttributeValues: { ':rules': indexKeys.enabledRules('d3', '').gsi1pk },
      }),
    );
    expect([Items.length, ScannedCount]).toEqual([2, 2]);
  });

  onTable('takes a rule out of what shoppers meet when it is disabled or deleted', async (table) => {
    const store = makeStore(table);
    await store.put('out', aRule('r1'));
    await store.put('out', aRule('r2'));
    await store.put('out', { ...aRule('r1', { enabled: false }), version: 2 });
    await store.delete('out', 'r2', { now: offersNow, by: 'ann' });
    expect(await store.enabled('out')).toEqual([]);
    expect(await store.get('out', 'r2')).toBeUndefined();
    await store.delete('out', 'r2', { now: offersNow, by: 'ann' });
  });

  onTable('refuses a version that does not follow the stored one', async (table) => {
    const store = makeStore(table);
    await store.put('versions', aRule('r1'));
    await expect(store.put('versions', aRule('r1'))).rejects.toThrow(VersionConflictError);
    await expect(store.put('versions', { ...aRule('r1'), version: 3 })).rejects.toThrow(VersionConflictError);
    await expect(store.put('versions', { ...aRule('r9'), version: 2 })).rejects.toThrow(VersionConflictError);
  });

  onTable('tells what a rule was at each version, newest first, also once it is deleted', async (table) => {
    const store = makeStore(table);
    await store.put('history', aRule('r1'));
    await store.put('history', { ...aRule('r1', { name: 'Renamed' }), version: 2, updatedBy: 'bob' });
    await store.put('history', aRule('r10'));
    await store.delete('history', 'r1', { now: offersNow, by: 'cleo' });
    const first = await store.revisions('history', 'r1', { limit: 2 });
    expect(first.data.map(({ version, changedBy, rule }) => [version, changedBy, rule?.name ?? null])).toEqual([
      [3, 'cleo', null],
      [2, 'bob', 'Renamed'],
    ]);
    const second = await store.revisions('history', 'r1', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.data.map(({ version }) => version)).toEqual([1]);
  });

  onTable('lists by id, page by page, filtered, and takes no cursor of another list', async (table) => {
    const store = makeStore(table);
    const rules = [aRule('r1'), aRule('r2', { offer: gift }), aRule('r3', { enabled: false, offer: gift })];
    for (const rule of rules) await store.put('list', rule);
    await store.put('list-other', aRule('r1'));
    const first = await store.list('list', { limit: 2 });
    expect(idsOf(first.data)).toEqual(['r1', 'r2']);
    const cursor = first.nextCursor ?? '';
    expect(idsOf((await store.list('list', { limit: 2, cursor })).data)).toEqual(['r3']);
    await expect(store.list('list-other', { limit: 2, cursor })).rejects.toThrow(InvalidCursorError);
    const filtered = async (filter: object) => idsOf((await store.list('list', { limit: 10, ...filter })).data);
    expect(await filtered({ enabled: true })).toEqual(['r1', 'r2']);
    expect(await filtered({ enabled: false })).toEqual(['r3']);
    expect(await filtered({ type: 'FREE_GIFT' })).toEqual(['r2', 'r3']);
    expect(await filtered({ enabled: true, type: 'FREE_GIFT' })).toEqual(['r2']);
  });
});

describe.each<[string, (table: Table) => CartStore]>([
  ['the table', makeCartStore],
  ['memory', memoryCartStore],
])('cart store in %s', (_, makeStore) => {
  const onTable = withTable();

  onTable('keeps the last snapshot of a cart of a company, until it is deleted', async (table) => {
    const store = makeStore(table);
    const stored = { cart: aCart([['a', 2]]), candidates: { similar: ['x'] } };
    await store.put('carts', { cart: aCart([['a', 1]]), candidates: {} });
    await store.put('carts', stored);
    expect(await store.get('carts', 'cart-1')).toEqual(stored);
    expect(await store.get('carts-other', 'cart-1')).toBeUndefined();
    await store.delete('carts', 'cart-1');
    await store.delete('carts', 'cart-1');
    expect(await store.get('carts', 'cart-1')).toBeUndefined();
  });
});
