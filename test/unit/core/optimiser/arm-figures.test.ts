import { armRates } from '#core/optimiser/arm-figures';
import { optimisedExperiments } from '#core/optimiser/optimised-experiments';
import { changeOptimiser, defaultOptimiserSettings } from '#core/optimiser/optimiser-settings';
import { drawRate } from '#core/optimiser/posterior-draws';
import { seededRandom } from '#core/random/seeded-random';
import { placementSettings } from '#test/support/simulated-optimiser';

const counts = (lists: number, clicks: number) => ({ lists, clicks, adds: 0, orders: 0, revenue: 0 });

it('rates weigh each day alike for all arms: a good day that one arm had to itself makes it no better', () => {
  const days = [
    { day: '1', arms: [counts(900, 90), counts(100, 10)] },
    { day: '2', arms: [counts(100, 30), counts(900, 270)] },
  ];
  const [first, second] = armRates(days, [0, 1], 'clicks');
  expect(first?.rate).toBeCloseTo(0.2, 12);
  expect(second?.rate).toBeCloseTo(0.2, 12);
  // 1 / (0.25 / 900 + 0.25 / 100)
  expect(first?.lists).toBeCloseTo(360, 9);
});

it('days on which an arm was not shown tell nothing', () => {
  const days = [
    { day: '1', arms: [counts(100, 10), counts(100, 20)] },
    { day: '2', arms: [counts(100, 90), counts(0, 0)] },
  ];
  expect(armRates(days, [0, 1], 'clicks').map(({ rate }) => rate)).toEqual([0.1, 0.2]);
  expect(armRates([], [0, 1], 'clicks').map(({ rate, lists }) => [rate, lists])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it('drawn rates have the mean and the spread of a Beta distribution', () => {
  const random = seededRandom('beta');
  const drawn = Array.from({ length: 20_000 }, () => drawRate({ rate: 0.05, lists: 400 }, random));
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
  // Beta(21, 381)
  expect(mean).toBeCloseTo(21 / 402, 3);
  expect(Math.sqrt(variance)).toBeCloseTo(Math.sqrt((21 * 381) / (402 ** 2 * 403)), 3);
});

describe('settings', () => {
  const { run: _, ...draft } = placementSettings();

  it('begin anew when anything changes or a person asks for it, and only there', () => {
    const first = changeOptimiser(defaultOptimiserSettings, [draft]);
    expect(first.placements[0]?.run).toBe(1);
    expect(changeOptimiser(first, [{ ...draft }]).placements[0]?.run).toBe(1);
    expect(changeOptimiser(first, [{ ...draft, leastLists: 2_000 }]).placements[0]?.run).toBe(2);
    expect(changeOptimiser(first, [{ ...draft, restart: true }]).placements[0]?.run).toBe(2);
  });

  it('nothing is optimised by default, nor what is off, nor where a person’s experiment runs', () => {
    const on = { placements: [placementSettings()] };
    const [experiment] = optimisedExperiments(on, {}, []);
    expect(experiment).toMatchObject({ experimentId: 'auto-hybrid-1', placement: 'hybrid', status: 'RUNNING' });
    expect(experiment?.variants.map(({ weight }) => weight)).toEqual([5_000, 5_000]);
    expect(optimisedExperiments(defaultOptimiserSettings, {}, [])).toEqual([]);
    expect(optimisedExperiments({ placements: [placementSettings({ isOn: false })] }, {}, [])).toEqual([]);
    expect(optimisedExperiments(on, {}, [experiment!])).toEqual([]);
  });

  it('shares of an earlier run do not count', () => {
    const state = { hybrid: { run: 1, day: '2026-01-02', shares: { own: 1_000, viewed: 9_000 }, stopped: [] } };
    const weights = (run: number) =>
      optimisedExperiments({ placements: [placementSettings({ run })] }, state, [])[0]?.variants.map(
        ({ weight }) => weight,
      );
    expect([weights(1), weights(2)]).toEqual([
      [1_000, 9_000],
      [5_000, 5_000],
    ]);
  });
});
