import { compareVariants } from '#core/experiments/compare-variants';
import type { Experiment } from '#core/experiments/experiment';
import { judgeExperiment } from '#core/experiments/judge-experiment';
import type { OutcomeSums } from '#core/experiments/outcome-sums';
import { seededRandom } from '#core/random/seeded-random';
import { anExperiment } from '#test/support/experiment-fixtures';
import { addDays, type SimulatedVariant, simulateDay } from '#test/support/simulated-experiment';

const startedAt = '2026-11-01T00:00:00.000Z';
const afterDays = (days: number): string => new Date(Date.parse(startedAt) + days * 86_400_000).toISOString();
const running = (overrides: Partial<Experiment> = {}) =>
  anExperiment('e1', { status: 'RUNNING', startedAt, ...overrides });

const arm = (variant: string, conversion: number, orderValue = 5000): SimulatedVariant => ({
  variant,
  conversion,
  orderValue,
});

type Sums = ReadonlyMap<string, OutcomeSums>;

const none: Sums = new Map();

const judge = (experiment: Experiment, sums: Sums, days: number) =>
  judgeExperiment(experiment, sums, new Map(), afterDays(days));

const sumsOf = (variants: readonly SimulatedVariant[], unitsEach: number, seed = 'judge', historyShare = 0) =>
  simulateDay(variants, unitsEach, seededRandom(seed), historyShare);

/** True when any look within 28 days would have called a difference. */
const isEverCalled = (seed: string): { readonly conversion: boolean; readonly revenue: boolean } => {
  const random = seededRandom(seed);
  const called = { conversion: false, revenue: false };
  let sums: Sums = none;
  for (let day = 1; day <= 28; day += 1) {
    sums = addDays(sums, simulateDay([arm('control', 0.1), arm('treatment', 0.1)], 50, random));
    if (day < 2) continue;
    for (const metric of ['conversion', 'revenue'] as const) {
      const [, second] = compareVariants([...sums.values()], metric, { plannedUnits: 200, alpha: 0.05 });
      const { low = 0, high = 0 } = second!.comparison ?? {};
      if (low > 0 || high < 0) called[metric] = true;
    }
  }
  return called;
};

describe('judgeExperiment', () => {
  it('calls a difference between equals in at most 5 % of experiments that are looked at daily for four weeks', () => {
    const runs = Array.from({ length: 300 }, (_, run) => isEverCalled(`equals-${run}`));
    expect(runs.filter(({ conversion }) => conversion).length / runs.length).toBeLessThanOrEqual(0.05);
    expect(runs.filter(({ revenue }) => revenue).length / runs.length).toBeLessThanOrEqual(0.05);
  });

  it('finds a rise of the conversion rate from 10 % to 13 % among 3,500 shoppers a variant with a power of 80 %', () => {
    const found = Array.from({ length: 100 }, (_, run) => {
      const sums = sumsOf([arm('control', 0.1), arm('treatment', 0.13)], 3500, `lift-${run}`);
      return judge(running({ leastUnits: 3000 }), sums, 14).verdict;
    });
    expect(found.filter(({ code }) => code === 'winner').length).toBeGreaterThanOrEqual(80);
    expect(found.filter(({ code }) => code === 'first-wins')).toEqual([]);
  });

  it('needs fewer shoppers for the same certainty where their history tells', () => {
    const variants = [arm('control', 0.5), arm('treatment', 0.5, 5600)];
    const widthOf = (sums: Sums) => {
      const [, second] = compareVariants([...sums.values()], 'revenue', { plannedUnits: 4000, alpha: 0.05 });
      return second!.comparison!.high - second!.comparison!.low;
    };
    const withHistory = sumsOf(variants, 2000, 'history', 0.9);
    const forgotten = new Map(
      [...withHistory].map(([variant, sums]) => [variant, { ...sums, prior: 0, priorSquares: 0, priorByRevenue: 0 }]),
    );
    expect(widthOf(withHistory)).toBeLessThan(0.85 * widthOf(forgotten));
  });

  it('names the winner, by how much, and how sure that is', () => {
    const { verdict } = judge(running(), sumsOf([arm('control', 0.1), arm('treatment', 0.2)], 4000), 14);
    expect(verdict).toMatchObject({ code: 'winner', winner: 'treatment' });
    expect(verdict.text).toMatch(
      /^treatment wins: it raises the conversion rate against control by [\d.]+ % \(between [\d.]+ % and [\d.]+ %\)\.$/,
    );
  });

  it('says that the first variant wins when every other one is worse', () => {
    const { verdict } = judge(running(), sumsOf([arm('control', 0.2), arm('treatment', 0.1)], 4000), 14);
    expect(verdict).toMatchObject({ code: 'first-wins', winner: 'control' });
  });

  it('calls no winner before the least days and units, nor before the start', () => {
    const sums = sumsOf([arm('control', 0.1), arm('treatment', 0.2)], 4000);
    expect(judge(running({ leastDays: 15 }), sums, 14).verdict).toMatchObject({ code: 'too-early', winner: null });
    expect(judge(running({ leastUnits: 4001 }), sums, 14).verdict).toMatchObject({ code: 'too-early', winner: null });
    expect(judge(anExperiment('e1'), none, 14).verdict.code).toBe('not-started');
  });

  it('calls no winner on a sample-ratio mismatch, whatever the figures', () => {
    const sums = new Map([...sumsOf([arm('control', 0.1)], 4000, 'a'), ...sumsOf([arm('treatment', 0.2)], 3500, 'b')]);
    const { verdict, sampleRatio } = judge(running(), sums, 14);
    expect(sampleRatio.isMismatch).toBe(true);
    expect(verdict).toMatchObject({ code: 'sample-ratio-mismatch', winner: null });
  });

  it('calls no winner whose guardrail is harmed, or not yet shown to be safe', () => {
    const guardrails = [{ metric: 'order-value', mostLossBasisPoints: 500 }] as const;
    const cheaper = sumsOf([arm('control', 0.1), arm('treatment', 0.2, 2500)], 4000);
    const harmed = judge(running({ guardrails }), cheaper, 14);
    expect(harmed.variants[1]!.guardrails).toEqual(['harmed']);
    expect(harmed.verdict).toMatchObject({ code: 'guardrail', winner: null });
    const equal = judge(running({ guardrails }), sumsOf([arm('control', 0.1), arm('treatment', 0.2)], 1500), 14);
    expect(equal.variants[1]!.guardrails).toEqual(['open']);
    expect(equal.verdict).toMatchObject({ code: 'guardrail', winner: null });
    const wide = [{ metric: 'order-value', mostLossBasisPoints: 9000 }] as const;
    const safe = judge(running({ guardrails: wide }), sumsOf([arm('control', 0.1), arm('treatment', 0.2)], 4000), 14);
    expect(safe.verdict.code).toBe('winner');
  });

  it('says so when nothing is shown, running or ended', () => {
    const sums = sumsOf([arm('control', 0.1), arm('treatment', 0.1)], 500);
    expect(judge(running(), sums, 14).verdict).toMatchObject({ code: 'undecided', winner: null });
    const ended = running({ status: 'STOPPED', stoppedAt: afterDays(10) });
    expect(judge(ended, sums, 99)).toMatchObject({ days: 10, verdict: { code: 'undecided' } });
  });

  it('asks more of each variant the more there are', () => {
    const [a, b, c] = [arm('control', 0.1), arm('treatment', 0.12), arm('third', 0.1)];
    const three = [...sumsOf([a!, b!, c!], 2000).values()];
    const settings = { plannedUnits: 4000, alpha: 0.05 };
    const [, among3] = compareVariants(three, 'conversion', settings);
    const [, among2] = compareVariants(three, 'conversion', { ...settings, alpha: 0.1 });
    expect(among3!.comparison!.low).toBeLessThan(among2!.comparison!.low);
  });

  it('cuts by segment, in the order of their names, and takes variants that nobody saw as empty', () => {
    const sums = sumsOf([arm('control', 0.1)], 200);
    const segments = new Map([
      ['guest', sums],
      ['customer', none],
    ]);
    const results = judgeExperiment(running(), sums, segments, afterDays(3));
    expect(results.segments.map(({ segment }) => segment)).toEqual(['customer', 'guest']);
    expect(results.segments[0]!.variants.map(({ units }) => units)).toEqual([0, 0]);
    expect(results.variants[1]!.metrics.conversion).toEqual({ value: null, isAdjusted: false, comparison: null });
  });
});
