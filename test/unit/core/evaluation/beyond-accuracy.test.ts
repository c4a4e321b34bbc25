import fc from 'fast-check';
import { compareModels } from '#core/evaluation/compare-models';
import { bootstrapInterval, wilsonInterval } from '#core/evaluation/confidence-interval';
import { intraListDiversity } from '#core/evaluation/intra-list-diversity';
import { novelty } from '#core/evaluation/novelty';
import { popularityBias } from '#core/evaluation/popularity-bias';
import type { RankedQuery } from '#core/evaluation/ranked-query';

const query = (ranked: readonly number[], ...wanted: number[]): RankedQuery => ({ ranked, wanted: new Set(wanted) });
const support = Int32Array.of(64, 32, 1, 0);

it('novelty is the mean of the bits that the shown items tell', () => {
  expect(novelty([query([0, 1], 2)], 2, support, 64)).toBeCloseTo(0.5, 12);
  expect(novelty([query([2], 0), query([3], 0)], 5, support, 64)).toBeCloseTo(6, 12);
  expect(novelty([query([0, 1, 2], 0)], 1, support, 64)).toBe(0);
  expect(novelty([], 5, support, 64)).toBe(0);
  expect(novelty([query([], 1)], 5, support, 64)).toBe(0);
});

it('popularity bias compares what is shown with what was wanted', () => {
  expect(popularityBias([query([0, 1], 1)], 2, support)).toBeCloseTo(48 / 32, 12);
  expect(popularityBias([query([1], 1), query([2], 2)], 1, support)).toBe(1);
  expect(popularityBias([query([0], 3)], 1, support)).toBe(0);
  expect(popularityBias([], 1, support)).toBe(0);
});

it('diversity is what is left of 1 when the likeness of all pairs is averaged', () => {
  const alike = (a: number, b: number): number => (a % 2 === b % 2 ? 1 : 0);
  expect(intraListDiversity([query([0, 2, 4], 1)], 3, alike)).toBe(0);
  expect(intraListDiversity([query([0, 1], 1)], 3, alike)).toBe(1);
  expect(intraListDiversity([query([0, 2, 1], 1)], 3, alike)).toBeCloseTo(2 / 3, 12);
  expect(intraListDiversity([query([0], 1)], 3, alike)).toBe(0);
});

describe('confidence intervals', () => {
  it('Wilson: the values of the published example, and all of 0 … 1 without questions', () => {
    const { low, high } = wilsonInterval(81 / 263, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(wilsonInterval(0, 10).high).toBeGreaterThan(0.2);
  });
  it('bootstrap: holds the mean, narrows with more questions, and is the same for the same seed', () => {
    const values = Float64Array.from({ length: 400 }, (_, at) => ((at * 7919) % 100) / 100);
    const all = bootstrapInterval(values, 3);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(all.low).toBeLessThan(mean);
    expect(all.high).toBeGreaterThan(mean);
    expect(all).toEqual(bootstrapInterval(values, 3));
    const few = bootstrapInterval(values.subarray(0, 40), 3);
    expect(few.high - few.low).toBeGreaterThan(2 * (all.high - all.low));
    expect(bootstrapInterval(new Float64Array(0), 1)).toEqual({ low: 0, high: 0 });
  });
  it('bootstrap agrees with the normal approximation on many questions', () => {
    const values = Float64Array.from({ length: 1000 }, (_, at) => (at % 4 === 0 ? 1 : 0));
    const { low, high } = bootstrapInterval(values, 5);
    const spread = 1.96 * Math.sqrt((0.25 * 0.75) / 1000);
    expect(Math.abs(low - (0.25 - spread))).toBeLessThan(0.005);
    expect(Math.abs(high - (0.25 + spread))).toBeLessThan(0.005);
  });
});

describe('compareModels', () => {
  const hits = (count: number, of = 600) => Float64Array.from({ length: of }, (_, at) => (at < count ? 1 : 0));
  it('finds a small but steady gain on the same questions that two samples would not tell apart', () => {
    const found = compareModels(hits(300), hits(312));
    expect(found).toMatchObject({ questions: 600, better: 12, worse: 0, isBeyondChance: true });
    expect(found.gain).toBeCloseTo(0.02, 12);
  });
  it('takes as many gains as losses for chance', () => {
    const before = Float64Array.from({ length: 400 }, (_, at) => at % 2);
    const after = Float64Array.from({ length: 400 }, (_, at) => Number(at % 4 > 1));
    expect(compareModels(before, after)).toMatchObject({ better: 100, worse: 100, gain: 0, isBeyondChance: false });
  });
  it('a model is as good as itself, and nothing is known without questions', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (values) => {
        const own = Float64Array.from(values);
        expect(compareModels(own, own)).toMatchObject({ gain: 0, better: 0, worse: 0, isBeyondChance: false });
      }),
    );
  });
  it('refuses different questions', () => {
    expect(() => compareModels(hits(1, 2), hits(1, 3))).toThrow(RangeError);
  });
});
