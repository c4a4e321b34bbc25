import fc from 'fast-check';
import { coverage } from '#core/evaluation/coverage';
import { hitRate } from '#core/evaluation/hit-rate';
import { meanReciprocalRank } from '#core/evaluation/mean-reciprocal-rank';
import { ndcg } from '#core/evaluation/ndcg';
import type { RankedQuery } from '#core/evaluation/ranked-query';
import { recall } from '#core/evaluation/recall';

const query = (ranked: readonly number[], ...wanted: number[]): RankedQuery => ({ ranked, wanted: new Set(wanted) });

/** Second place of one; first and third of two; a miss; beyond the cut. */
const queries = [query([5, 7, 9], 7), query([1, 2, 3], 1, 3), query([4], 8), query([1, 2, 3, 6], 6)];

it.each([
  ['hit rate', hitRate(queries, 3), 2 / 4],
  ['mean reciprocal rank', meanReciprocalRank(queries, 3), (1 / 2 + 1) / 4],
  ['recall', recall(queries, 3), (1 + 1) / 4],
  ['NDCG', ndcg(queries, 3), (1 / Math.log2(3) + (1 + 1 / 2) / (1 + 1 / Math.log2(3))) / 4],
  ['coverage', coverage(queries, 3, 14), 7 / 14],
])('%s equals the value worked out by hand', (_, value, expected) => expect(value).toBeCloseTo(expected, 12));

it('every metric is 0 without queries, without answers and without a catalog', () => {
  for (const metric of [hitRate, meanReciprocalRank, recall, ndcg]) {
    expect(metric([], 20)).toBe(0);
    expect(metric([query([], 1), query([1])], 20)).toBe(0);
  }
  expect(coverage([], 20, 10)).toBe(0);
  expect(coverage([query([1], 1)], 20, 0)).toBe(0);
});

it('every metric stays within 0 … 1, is 1 for a perfect list and never falls when k grows (NDCG aside)', () => {
  const anyQuery = fc.record({
    ranked: fc.uniqueArray(fc.nat(15), { maxLength: 10 }),
    wanted: fc.uniqueArray(fc.nat(15), { minLength: 1, maxLength: 5 }).map((items) => new Set(items)),
  });
  fc.assert(
    fc.property(fc.array(anyQuery, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 12 }), (some, k) => {
      const perfect = some.map(({ wanted }) => ({ ranked: [...wanted], wanted }));
      for (const metric of [hitRate, meanReciprocalRank, recall, ndcg]) {
        expect(metric(some, k)).toBeGreaterThanOrEqual(0);
        expect(metric(some, k)).toBeLessThanOrEqual(1 + 1e-12);
        if (metric !== ndcg) expect(metric(some, k + 1)).toBeGreaterThanOrEqual(metric(some, k));
        expect(metric(perfect, 5)).toBeCloseTo(1, 12);
      }
    }),
  );
});
