import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import type { Table } from '#adapters/dynamodb/table';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { SettingsStore } from '#core/ports/settings-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { memorySettings } from '#test/support/memory-admin-stores';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const on = { ...defaultFeatureFlags, smart_upsell_enabled: true };

const revisions = async (table: Table, companyId: string) => {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.company(companyId).pk, ':prefix': 'REVISION#' },
    }),
  );
  return Items;
};

describe.each<[string, (table: Table) => SettingsStore]>([
  ['the table', makeSettingsStore],
  ['memory', memorySettings],
])('settings store in %s', (where, makeStore) => {
  const onTable = withTable();
  /** What a setting replaced is for people who look into the table. */
  const isTable = where === 'the table';

  onTable('answers the defaults under version 0 before anybody stored anything', async (table) => {
    const store = makeStore(table);
    const nothing = { version: 0, updatedAt: null, updatedBy: null };
    expect(await store.flags.get('fresh')).toEqual({ value: defaultFeatureFlags, ...nothing });
    expect(await store.recommendationConfig.get('fresh')).toEqual({ value: defaultRecommendationConfig, ...nothing });
  });

  onTable('stores a change and with it who made it, when, and what it replaced', async (table) => {
    const store = makeStore(table);
    const stored = await store.flags.put('change', { value: on, expectedVersion: 0, now, by: 'ann' });
    expect(stored).toEqual({ value: on, version: 1, updatedAt: now, updatedBy: 'ann' });
    expect(await store.flags.get('change')).toEqual(stored);
    await store.flags.put('change', { value: defaultFeatureFlags, expectedVersion: 1, now, by: 'bob' });
    if (!isTable) return;
    expect(await revisions(table, 'change')).toEqual([
      expect.objectContaining({ version: 1, changedBy: 'ann', changedAt: now, previousValue: defaultFeatureFlags }),
      expect.objectContaining({ version: 2, changedBy: 'bob', changedAt: now, previousValue: on }),
    ]);
  });

  onTable('refuses a change made on another version and keeps no revision of it', async (table) => {
    const store = makeStore(table);
    const change = { value: defaultRecommendationConfig, now, by: 'ann' };
    await store.recommendationConfig.put('stale', { ...change, expectedVersion: 0 });
    for (const expectedVersion of [0, 2]) {
      const attempt = store.recommendationConfig.put('stale', { ...change, expectedVersion });
      await expect(attempt).rejects.toThrow(VersionConflictError);
    }
    if (isTable) expect(await revisions(table, 'stale')).toHaveLength(1);
  });

  onTable('has one configuration per company: of many first writes at once, one stays', async (table) => {
    const store = makeStore(table);
    const attempts = Array.from({ length: 8 }, (_, i) =>
      store.recommendationConfig.put('unique', {
        value: { ...defaultRecommendationConfig, defaultLimit: i + 1 },
        expectedVersion: 0,
        now,
        by: `user-${i}`,
      }),
    );
    const outcomes = await Promise.allSettled(attempts);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(7);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(VersionConflictError);
    if (isTable) expect(await revisions(table, 'unique')).toHaveLength(1);
  });

  onTable('keeps flags and configuration of companies apart', async (table) => {
    const store = makeStore(table);
    await store.flags.put('apart-a', { value: on, expectedVersion: 0, now, by: 'ann' });
    expect((await store.flags.get('apart-b')).value).toEqual(defaultFeatureFlags);
    expect((await store.recommendationConfig.get('apart-a')).version).toBe(0);
  });

  onTable('takes a configuration as large as a request may be', async (table) => {
    const ids = Array.from({ length: 5000 }, (_, i) => `product-with-a-long-id-${i}`);
    const value = { ...defaultRecommendationConfig, excludedProductIds: ids };
    const store = makeStore(table);
    await store.recommendationConfig.put('large', { value, expectedVersion: 0, now, by: 'ann' });
    await store.recommendationConfig.put('large', { value, expectedVersion: 1, now, by: 'ann' });
    expect((await store.recommendationConfig.get('large')).value).toEqual(value);
  });
});
