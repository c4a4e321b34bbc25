import { nextStep } from '#core/optimiser/next-step';
import { seededRandom } from '#core/random/seeded-random';
import { dayOf, placementSettings, rowsOfDay, runOptimiser } from '#test/support/simulated-optimiser';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const settings = placementSettings();
const better = { own: { clicks: 0.04 }, viewed: { clicks: 0.05 } };
const equals = { own: { clicks: 0.04 }, viewed: { clicks: 0.04 } };

describe('a simulated shop', () => {
  it('gives the better arm more than 90 % of the lists, and loses less than dealing evenly would', () => {
    const { state, shown } = runOptimiser(settings, 40, 'better', () => ({ lists: 5_000, truth: better }));
    expect(state?.shares.viewed).toBeGreaterThan(9_000);
    expect(shown.viewed! / (shown.own! + shown.viewed!)).toBeGreaterThan(0.9);
  });

  it('finds the better arm in at least 9 of 10 shops', () => {
    const found = range(10).filter((shop) => {
      const { state } = runOptimiser(settings, 40, `shop ${shop}`, () => ({ lists: 5_000, truth: better }));
      return state!.shares.viewed! > 9_000;
    });
    expect(found.length).toBeGreaterThanOrEqual(9);
  });

  it('between equals it stops nothing and freezes nothing, and over shops deals about evenly', () => {
    const runs = range(24).map((shop) =>
      runOptimiser(settings, 12, `equal ${shop}`, () => ({ lists: 3_000, truth: equals })),
    );
    const share = runs.reduce((sum, { state }) => sum + state!.shares.viewed!, 0) / runs.length;
    expect(share).toBeGreaterThan(3_500);
    expect(share).toBeLessThan(6_500);
    expect(runs.filter(({ state }) => state?.frozen !== undefined)).toEqual([]);
    expect(runs.filter(({ state }) => state!.stopped.length > 0).length).toBeLessThanOrEqual(2);
  });

  it('is not fooled by days on which everybody clicks more while shares move', () => {
    // Each arm is worth the same on every day; the days differ by a factor of three.
    const { state } = runOptimiser(settings, 30, 'weekends', (day) => {
      const clicks = day % 7 > 4 ? 0.09 : 0.03;
      return { lists: 4_000, truth: { own: { clicks }, viewed: { clicks: clicks * 1.2 } } };
    });
    expect(state?.shares.viewed).toBeGreaterThan(9_000);
  });

  it('goes by revenue when that is the goal, whatever is clicked', () => {
    const truth = {
      own: { clicks: 0.06, adds: 0.02, orders: 0.01, orderValue: 2_000 },
      viewed: { clicks: 0.05, adds: 0.02, orders: 0.014, orderValue: 2_000 },
    };
    const { state } = runOptimiser(placementSettings({ goal: 'revenue' }), 40, 'money', () => ({
      lists: 6_000,
      truth,
    }));
    expect(state?.shares.viewed).toBeGreaterThan(9_000);
  });
});

describe('guardrails', () => {
  it('shares stay equal until every arm was shown often enough', () => {
    const { steps, state } = runOptimiser(settings, 3, 'few', () => ({ lists: 300, truth: better }));
    expect(steps.map(({ decision }) => decision)).toEqual(['equal', 'equal', 'equal']);
    expect(state?.shares).toEqual({ own: 5_000, viewed: 5_000 });
  });

  it('every arm keeps its least share', () => {
    const arms = ['own', 'a', 'b', 'c'].map((arm) => ({ arm, treatment: {} }));
    const truth = { own: { clicks: 0.01 }, a: { clicks: 0.05 }, b: { clicks: 0.01 }, c: { clicks: 0.01 } };
    const { state } = runOptimiser(placementSettings({ arms }), 15, 'floor', () => ({ lists: 9_000, truth }));
    expect(Object.values(state!.shares).reduce((sum, share) => sum + share, 0)).toBe(10_000);
    expect(Math.min(...Object.values(state!.shares))).toBe(300);
  });

  it('an arm that wins clicks and loses adds to the cart is taken out for good', () => {
    const truth = { own: { clicks: 0.04, adds: 0.02 }, viewed: { clicks: 0.08, adds: 0.01 } };
    const { state, steps } = runOptimiser(settings, 10, 'clickbait', () => ({ lists: 5_000, truth }));
    expect(state).toMatchObject({ stopped: ['viewed'], shares: { own: 10_000, viewed: 0 } });
    expect(steps.at(-1)?.arms[1]).toMatchObject({ arm: 'viewed', isStopped: true, share: 0 });
  });

  it.each([
    ['uneven-arms', { listsOf: (dealt: readonly number[]) => [dealt[0]!, Math.round(dealt[1]! * 0.6)] }],
    ['fewer-clicks', { truth: { own: { clicks: 0.015 }, viewed: { clicks: 0.02 } } }],
    ['traffic-lost', { lists: 100 }],
  ] as const)('%s freezes the optimisation, and everybody sees the store’s own list', (reason, broken) => {
    // Shares stay equal: nothing else moves them.
    const { state, steps } = runOptimiser(placementSettings({ leastLists: 1e6 }), 12, 'anomaly', (day) => ({
      lists: 5_000,
      truth: better,
      ...(day === 8 && broken),
    }));
    expect(state).toMatchObject({ frozen: reason, day: dayOf(9), shares: { own: 10_000, viewed: 0 } });
    expect(steps).toHaveLength(9);
    expect(steps.at(-1)).toMatchObject({ decision: 'frozen', reason });
  });

  it('ordinary days freeze nothing', () => {
    const frozen = range(10).filter((shop) => {
      const { state } = runOptimiser(settings, 15, `calm ${shop}`, (day) => ({
        lists: 2_000 + 600 * (day % 7),
        truth: better,
      }));
      return state?.frozen !== undefined;
    });
    expect(frozen).toEqual([]);
  });
});

describe('a step', () => {
  const shares = { own: 5_000, viewed: 5_000 };
  const rows = rowsOfDay(settings, dayOf(0), shares, { lists: 8_000, truth: better }, seededRandom('step'));
  const input = { settings, rows, today: dayOf(1), yesterday: dayOf(0), currency: 'EUR' };

  it('is the same however often it is reckoned, and in whichever order rows come', () => {
    const once = nextStep({ ...input, state: undefined });
    expect(nextStep({ ...input, rows: rows.toReversed(), state: undefined })).toEqual(once);
    expect(nextStep({ ...input, state: once!.state })).toBeUndefined();
  });

  it('knows nothing of the day that is not over, of other runs and of other placements', () => {
    const state = undefined;
    const strange = rows.map((row) => ({ ...row, date: dayOf(1) }));
    const other = rows.map((row) => ({ ...row, dimension: { ...row.dimension, experimentId: 'auto-hybrid-2' } }));
    const own = nextStep({ ...input, state });
    expect(nextStep({ ...input, rows: [...rows, ...strange, ...other], state })).toEqual(own);
  });

  it('records what was known and decided', () => {
    const { step } = nextStep({ ...input, state: undefined })!;
    expect(step).toMatchObject({ placement: 'hybrid', run: 1, day: dayOf(1), decision: 'moved' });
    expect(step.arms.map(({ arm, shareBefore }) => [arm, shareBefore])).toEqual([
      ['own', 5_000],
      ['viewed', 5_000],
    ]);
    expect(step.arms.reduce((sum, { chance }) => sum + (chance ?? 0), 0)).toBeCloseTo(1, 9);
  });
});
