import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { makeCompanyStore } from '#adapters/dynamodb/company-store';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { addRows } from '#adapters/dynamodb/roll-up-writes';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { makeStatementStore } from '#adapters/dynamodb/statement-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeUsageMarkStore } from '#adapters/dynamodb/usage-mark-store';
import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { defaultCompanyPlan } from '#core/plans/company-plan';
import type { PlanName } from '#core/plans/plan';
import type { StatementStore } from '#core/ports/statement-store';
import { ConflictError } from '#core/ports/store-errors';
import { plannedSettings } from '#lambdas/shared/planned-settings';
import { meteredMonth } from '#scripts/cost/metered-month';
import { planCommand, revenueCommand, statementsCommand } from '#scripts/operator/commands';
import { readOptions, UsageError } from '#scripts/operator/options';
import { companySettings, testNow } from '#test/support/endpoint-fakes';
import { memoryStatements } from '#test/support/memory-usage-stores';
import { withTable } from '#test/support/with-table';

const found = async (table: Table, companyId: string) =>
  makeCompanyStore(table).create(companySettings({}, companyId).company, { ownerId: 'ann', signingKey: 'k' });

const optionsOf = <C extends 'plan' | 'revenue' | 'statements'>(...args: [C, ...string[]]) => {
  const options = readOptions([...args, '--table', 'unused']);
  if (options?.command !== args[0]) throw new Error('The command was not understood');
  return options as Extract<typeof options, { command: C }>;
};

const onTable = withTable();

describe('the mark of usage', () => {
  onTable('comes with the settings of its company', async (table) => {
    await found(table, 'marked');
    expect((await loadSettings(table, 'marked'))?.usage).toBeUndefined();
    const mark = {
      month: '2026-11',
      monthEndsAt: '2026-11-30T23:00:00.000Z',
      served: 1_000,
      closedThrough: '2026-11-18',
      servedInClosedDays: 900,
    };
    await makeUsageMarkStore(table).mark('marked', mark);
    expect((await loadSettings(table, 'marked'))?.usage).toEqual(mark);
  });
});

describe('the settings that nights work with', () => {
  onTable('keep language models off where the plan has none, whatever the flag says', async (table) => {
    await found(table, 'nightly');
    const value = { ...defaultFeatureFlags, mi_recommendations_enabled: true };
    await makeSettingsStore(table).flags.put('nightly', { value, expectedVersion: 0, now: testNow, by: 'ann' });
    const flag = async (given: PlanName | 'none') =>
      (await plannedSettings(table, given)('nightly'))?.flags.value.mi_recommendations_enabled;
    expect([await flag('none'), await flag('pro'), await flag('growth')]).toEqual([true, true, false]);
    expect(await plannedSettings(table, 'free')('nobody')).toBeUndefined();
  });
});

describe.each<[string, (table: Table) => StatementStore]>([
  ['the table', makeStatementStore],
  ['memory', memoryStatements],
])('statements in %s', (_, makeStore) => {
  onTable('are issued once and listed by month', async (table) => {
    const store = makeStore(table);
    const statement = (month: string) => ({ month, issuedAt: testNow, shareBasisPoints: 150, lines: [] });
    for (const month of ['2026-10', '2025-12', '2026-11']) await store.issue('stated', statement(month));
    expect(await store.list('stated', '2026-01', '2026-11')).toEqual([statement('2026-10'), statement('2026-11')]);
    await expect(store.issue('stated', { ...statement('2026-10'), shareBasisPoints: 200 })).rejects.toThrow(
      ConflictError,
    );
    expect(await store.list('stated', '2026-10', '2026-10')).toEqual([statement('2026-10')]);
    expect(await store.list('other', '2026-01', '2026-11')).toEqual([]);
  });
});

describe('what operators do', () => {
  onTable('changes what was agreed, one thing at a time, and keeps who did it', async (table) => {
    await found(table, 'growing');
    expect(await planCommand(table, optionsOf('plan', '--company', 'growing'), testNow)).toContain('never changed');
    const change = (...args: string[]) =>
      planCommand(table, optionsOf('plan', '--company', 'growing', '--by', 'jane', ...args), testNow);
    expect(await change('--set', 'growth')).toContain('growing: Growth (changed by operator:jane');
    expect(await change('--share', '1.5', '--price', '120.50')).toContain('120.50 USD');
    expect((await loadSettings(table, 'growing'))?.plan).toMatchObject({
      value: { ...defaultCompanyPlan, plan: 'growth', revenueShareBasisPoints: 150, agreedPriceMinor: 12_050 },
      version: 2,
    });
    const nobody = planCommand(table, optionsOf('plan', '--company', 'nobody'), testNow);
    await expect(nobody).rejects.toThrow(UsageError);
  });

  onTable('issues what is stated of a month, once it is over, and never changes it', async (table) => {
    await found(table, 'sharing');
    const share = optionsOf('plan', '--company', 'sharing', '--by', 'jane', '--share', '2');
    await planCommand(table, share, testNow);
    const sold = async (date: string, revenueMinor: number) => {
      const dimension = dimensionOf({ scope: 'offer', ruleId: 'r1', currency: 'EUR' });
      const rows: RollUpRow[] = [{ date, dimension, counts: { revenueMinor } }];
      const TransactItems = addRows(table.tableName, 'sharing', { writer: 'ORDERS', shard: 1 }, rows);
      await table.client.send(new TransactWriteCommand({ TransactItems }));
    };
    await sold('2026-10-05', 50_000);
    const issue = (month: string, now: string) =>
      statementsCommand(table, optionsOf('statements', '--company', 'sharing', '--month', month, '--issue'), now);
    await expect(issue('2026-10', '2026-10-31T22:59:59.000Z')).rejects.toThrow(UsageError);
    const first = await issue('2026-10', '2026-11-01T00:00:00.000Z');
    expect(first.split('\r\n')[1]).toBe('sharing,2026-10,2026-10,EUR,2,500,10');
    await sold('2026-10-05', -20_000);
    expect(await issue('2026-10', '2026-11-02T00:00:00.000Z')).toBe(first);
    const next = optionsOf('statements', '--company', 'sharing', '--month', '2026-11', '--format', 'json');
    expect(JSON.parse(await statementsCommand(table, next, testNow))).toMatchObject([
      { lines: [{ month: '2026-10', currency: 'EUR', revenueMinor: -20_000, shareMinor: -400 }] },
    ]);
  });

  onTable('reckons the volumes of a month over all companies', async (table) => {
    const shown = dimensionOf({ scope: 'recommendation', placement: 'hybrid' });
    const rows: RollUpRow[] = [{ date: '2026-11-03', dimension: shown, counts: { impressions: 60 } }];
    for (const companyId of ['growing', 'sharing']) {
      const TransactItems = addRows(table.tableName, companyId, { writer: 'EVENTS', shard: 0 }, rows);
      await table.client.send(new TransactWriteCommand({ TransactItems }));
    }
    // 20 of 30 days have passed.
    expect(await meteredMonth(table, '2026-11', 500, testNow)).toMatchObject({ stores: 4, servedLists: 180 });
    await expect(meteredMonth(table, '2026-12', 500, testNow)).rejects.toThrow(/has not begun/);
  });

  onTable('adds up what companies pay in a month', async (table) => {
    const told = await revenueCommand(table, optionsOf('revenue'));
    // One company has Growth at an agreed price; the others have the free default.
    expect(told).toContain('Monthly recurring revenue 120.50 USD');
  });

  it.each([
    [['plan', '--company', 'a', '--set', 'gold', '--by', 'j'], /--set gold is none of/],
    [['plan', '--company', 'a', '--set', 'pro'], /--by is missing/],
    [['plan', '--company', 'a', '--share', '3', '--by', 'j'], /neither 0 nor 1 to 2 percent/],
    [['plan', '--company', 'a', '--share', '1.505', '--by', 'j'], /neither 0 nor/],
    [['statements', '--month', '2026-13'], /is no month/],
    [['burn'], /is none of plan, revenue, figures, statements/],
  ])('%j is refused with a reason', (args, reason) => {
    expect(() => readOptions([...args, '--table', 't'])).toThrow(reason);
  });
});
