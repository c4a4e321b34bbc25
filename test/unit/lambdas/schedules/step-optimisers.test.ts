import type { RollUpRow } from '#core/analytics/roll-up';
import type { CompanySettings } from '#core/companies/company-settings';
import { seededRandom } from '#core/random/seeded-random';
import { makeHandler } from '#lambdas/schedules/step-optimisers';
import { companySettings, endpointFakes } from '#test/support/endpoint-fakes';
import { memoryOptimiserStore } from '#test/support/memory-optimiser-store';
import { memoryRollUps } from '#test/support/memory-usage-stores';
import { placementSettings, rowsOfDay } from '#test/support/simulated-optimiser';

const settings = placementSettings();
const better = { own: { clicks: 0.04 }, viewed: { clicks: 0.08 } };
const evenly = { own: 5_000, viewed: 5_000 };
const rowsOf = (day: string): RollUpRow[] =>
  rowsOfDay(settings, day, evenly, { lists: 6_000, truth: better }, seededRandom(day));

const setUp = (rows: RollUpRow[], isOn = true, now = '2026-11-20T10:20:00.000Z') => {
  const state = { now };
  const optimisers = memoryOptimiserStore();
  const rollUps = memoryRollUps(rows);
  async function* companies() {
    for (const companyId of ['broken', 'shop']) yield { companyId };
  }
  const settingsOf = async (companyId: string): Promise<CompanySettings | undefined> => {
    if (companyId === 'broken') throw new Error('throttled');
    const value = { placements: [{ ...settings, isOn }] };
    return companySettings({ optimiser: { value, version: 1, updatedAt: null, updatedBy: null } }, companyId);
  };
  const deps = { ...endpointFakes(), companies, settings: settingsOf, rollUps, optimisers, clock: () => state.now };
  return { deps, state, rollUps, optimisers, run: makeHandler(deps), rows };
};

describe('the optimiser’s schedule', () => {
  it('takes one step a store day, whatever it is called, and goes on when a company fails', async () => {
    const { run, optimisers, state, deps } = setUp(rowsOf('2026-11-19'));
    expect(await run()).toEqual({ stepped: 1, frozen: 0, failed: 1 });
    expect(await run()).toEqual({ stepped: 0, frozen: 0, failed: 1 });
    expect((await optimisers.steps('shop', 'hybrid', { limit: 20 })).data).toHaveLength(1);
    expect((await optimisers.state('shop')).state.hybrid?.shares.viewed).toBeGreaterThan(9_000);
    state.now = '2026-11-21T00:20:00.000Z';
    expect(await run()).toMatchObject({ stepped: 1 });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ code: 'optimisation_not_stepped' }));
  });

  it('says that it froze, and takes no more steps until a person restarts it', async () => {
    const days = ['2026-11-15', '2026-11-16', '2026-11-17', '2026-11-18'];
    const { run, state, deps } = setUp(days.flatMap(rowsOf));
    expect(await run()).toMatchObject({ frozen: 1 });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'warn', code: 'optimisation_frozen' }));
    state.now = '2026-11-22T10:20:00.000Z';
    expect(await run()).toMatchObject({ stepped: 0, frozen: 0 });
  });

  it('reads and does nothing for placements that are off', async () => {
    const { run, rollUps } = setUp(rowsOf('2026-11-19'), false);
    expect(await run()).toEqual({ stepped: 0, frozen: 0, failed: 1 });
    expect(rollUps.asked).toEqual([]);
  });
});
