import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import type { CompanySettings } from '#core/companies/company-settings';
import { defaultCompanyPlan } from '#core/plans/company-plan';
import type { PlanName } from '#core/plans/plan';
import type { UsageMark } from '#core/usage/usage-mark';
import { makeHandler } from '#lambdas/schedules/watch-usage';
import { companySettings, endpointFakes } from '#test/support/endpoint-fakes';
import { memoryRollUps } from '#test/support/memory-usage-stores';

const shown = (date: string, impressions: number): RollUpRow => ({
  date,
  dimension: dimensionOf({ scope: 'recommendation', placement: 'hybrid' }),
  counts: { impressions },
});

const setUp = (rows: RollUpRow[], plans: Record<string, PlanName | null>, now = '2026-11-20T10:00:00.000Z') => {
  const state = { now };
  const kept = new Map<string, UsageMark>();
  const rollUps = memoryRollUps(rows);
  async function* companies() {
    for (const companyId of Object.keys(plans)) yield { companyId };
  }
  const settings = async (companyId: string): Promise<CompanySettings | undefined> => {
    if (companyId === 'broken') throw new Error('throttled');
    const value = { ...defaultCompanyPlan, plan: plans[companyId] ?? null };
    const plan = { value, version: 1, updatedAt: null, updatedBy: null };
    return companySettings({ plan, usage: kept.get(companyId) }, companyId);
  };
  const mark = async (companyId: string, next: UsageMark) => void kept.set(companyId, next);
  const deps = { ...endpointFakes(), companies, settings, rollUps, marks: { mark }, clock: () => state.now };
  return { deps, state, kept, rollUps, run: makeHandler({ ...deps, defaultPlan: 'free' }), rows };
};

describe('the usage watcher', () => {
  it('marks a company on the day on which its quota is used up, and says so once', async () => {
    const { run, deps, kept, state, rows } = setUp([shown('2026-11-20', 999)], { shop: 'free' });
    expect(await run()).toEqual({ watched: 1, marked: 1, overQuota: 0, failed: 0 });
    expect(kept.get('shop')).toMatchObject({ served: 999, closedThrough: '2026-11-18' });
    rows.push(shown('2026-11-20', 1));
    state.now = '2026-11-20T10:15:00.000Z';
    expect(await run()).toEqual({ watched: 1, marked: 1, overQuota: 1, failed: 0 });
    expect(kept.get('shop')).toMatchObject({ served: 1_000, monthEndsAt: '2026-11-30T23:00:00.000Z' });
    expect(await run()).toEqual({ watched: 1, marked: 0, overQuota: 1, failed: 0 });
    expect(deps.logLines.filter(({ code }) => code === 'quota_used_up')).toHaveLength(1);
  });

  it('reads closed days once', async () => {
    const { run, rollUps, state } = setUp([shown('2026-11-03', 10), shown('2026-11-20', 10)], { shop: 'free' });
    await run();
    await run();
    state.now = '2026-11-21T10:00:00.000Z';
    await run();
    expect(rollUps.asked).toEqual(['2026-11-01…2026-11-20', '2026-11-19…2026-11-20', '2026-11-19…2026-11-21']);
  });

  it('forgets what was served when the month of the store ends', async () => {
    const { run, kept, state } = setUp([shown('2026-11-20', 2_000)], { shop: 'free' }, '2026-11-30T22:59:00.000Z');
    await run();
    expect(kept.get('shop')).toMatchObject({ month: '2026-11', served: 2_000 });
    state.now = '2026-11-30T23:00:00.000Z';
    expect(await run()).toMatchObject({ overQuota: 0 });
  });

  it('neither reads nor marks anything of companies whose plan has no quota', async () => {
    const { run, rollUps } = setUp([shown('2026-11-20', 1e9)], { shop: 'enterprise' });
    expect(await run()).toEqual({ watched: 0, marked: 0, overQuota: 0, failed: 0 });
    expect(rollUps.asked).toEqual([]);
  });

  it('goes on with the others when one company fails', async () => {
    const { run, deps } = setUp([shown('2026-11-20', 5_000)], { broken: 'free', shop: null });
    expect(await run()).toEqual({ watched: 1, marked: 1, overQuota: 1, failed: 1 });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'usage_not_watched' }));
  });
});
