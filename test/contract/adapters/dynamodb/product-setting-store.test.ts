import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import { makeBulkDiscountStore, makeSubscriptionConfigStore } from '#adapters/dynamodb/product-setting-store';
import { readShelves } from '#adapters/dynamodb/product-shelf';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import type { Table } from '#adapters/dynamodb/table';
import { type BulkDiscountSetting, type BulkDiscountStore, noBulkDiscount } from '#core/ports/product-setting-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { defaultSubscriptionConfig } from '#core/subscriptions/subscription-config';
import { memoryBulkDiscounts } from '#test/support/memory-product-settings';
import { product } from '#test/support/recommendation-fakes';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';

const tiers: BulkDiscountSetting = {
  tiers: [{ minQuantity: 5, type: 'PERCENTAGE', value: 1000, enabled: true }],
  floorPrices: [{ amount: 500, currency: 'EUR' }],
};

const revisions = async (table: Table, companyId: string, productId: string) => {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: {
        ':pk': keys.company(companyId).pk,
        ':prefix': `REVISION#BULK_DISCOUNT#${productId}#`,
      },
    }),
  );
  return Items;
};

describe.each<[string, (table: Table) => BulkDiscountStore]>([
  ['the table', makeBulkDiscountStore],
  ['memory', memoryBulkDiscounts],
])('product setting store in %s', (where, makeStore) => {
  const onTable = withTable();
  const isTable = where === 'the table';

  onTable('answers no discount under version 0 before anybody stored one', async (table) => {
    const nothing = { value: noBulkDiscount, version: 0, updatedAt: null, updatedBy: null };
    expect(await makeStore(table).get('fresh', 'mug')).toEqual(nothing);
  });

  onTable('keeps the last change of each product, and who made it and what it replaced', async (table) => {
    const store = makeStore(table);
    await store.put('change', 'mug', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    const last = await store.put('change', 'mug', { value: noBulkDiscount, expectedVersion: 1, now, by: 'bob' });
    expect(last).toEqual({ value: noBulkDiscount, version: 2, updatedAt: now, updatedBy: 'bob' });
    expect(await store.get('change', 'mug')).toEqual(last);
    expect((await store.get('change', 'tea')).version).toBe(0);
    if (!isTable) return;
    expect(await revisions(table, 'change', 'mug')).toEqual([
      expect.objectContaining({ version: 1, changedBy: 'ann', changedAt: now, previousValue: noBulkDiscount }),
      expect.objectContaining({ version: 2, changedBy: 'bob', changedAt: now, previousValue: tiers }),
    ]);
  });

  onTable('refuses a change made on another version', async (table) => {
    const store = makeStore(table);
    await store.put('stale', 'mug', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    for (const expectedVersion of [0, 2]) {
      const attempt = store.put('stale', 'mug', { value: tiers, expectedVersion, now, by: 'ann' });
      await expect(attempt).rejects.toThrow(VersionConflictError);
    }
  });

  onTable('clears once, under a new version, and needs no version for it', async (table) => {
    const store = makeStore(table);
    await store.clear('clear', 'mug', { now, by: 'ann' });
    expect((await store.get('clear', 'mug')).version).toBe(0);
    await store.put('clear', 'mug', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    await Promise.all([1, 2, 3].map(() => store.clear('clear', 'mug', { now, by: 'bob' })));
    expect(await store.get('clear', 'mug')).toEqual({
      value: noBulkDiscount,
      version: 2,
      updatedAt: now,
      updatedBy: 'bob',
    });
  });

  onTable('lists the products that have something set, by id', async (table) => {
    const store = makeStore(table);
    for (const productId of ['tea', 'mug', 'pot']) {
      await store.put('list', productId, { value: tiers, expectedVersion: 0, now, by: 'ann' });
    }
    await store.clear('list', 'pot', { now, by: 'ann' });
    await store.put('list-b', 'other', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    expect(await store.listIds('list', 10)).toEqual(['mug', 'tea']);
    expect(await store.listIds('list', 1)).toEqual(['mug']);
    expect(await store.listIds('none', 10)).toEqual([]);
  });

  onTable('keeps the products of companies apart', async (table) => {
    const store = makeStore(table);
    await store.put('apart-a', 'mug', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    expect((await store.get('apart-b', 'mug')).version).toBe(0);
  });
});

describe('the shelf of products', () => {
  const onTable = withTable();

  onTable('holds card, discount and subscription of each product, in the order asked for', async (table) => {
    const subscription = { ...defaultSubscriptionConfig, eligible: true, discountBasisPoints: 500 };
    await makeProductStore(table).upsertMany('shelf', [product('mug')]);
    await makeBulkDiscountStore(table).put('shelf', 'mug', { value: tiers, expectedVersion: 0, now, by: 'ann' });
    const configs = makeSubscriptionConfigStore(table);
    await configs.put('shelf', 'tea', { value: subscription, expectedVersion: 0, now, by: 'ann' });
    const wanted = ['tea', 'mug'].flatMap((productId) =>
      (['card', 'bulkDiscount', 'subscriptionConfig', 'forecast'] as const).map((part) => ({ part, productId })),
    );
    expect(await readShelves(table, 'shelf', wanted)).toEqual([
      undefined,
      undefined,
      subscription,
      undefined,
      expect.objectContaining({ productId: 'mug' }),
      { productId: 'mug', ...tiers },
      undefined,
      undefined,
    ]);
    expect(await readShelves(table, 'another', wanted)).toEqual(wanted.map(() => undefined));
  });
});
