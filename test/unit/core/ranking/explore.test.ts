import fc from 'fast-check';
import { explore } from '#core/ranking/explore';
import { rankedList } from '#test/support/ranking-candidates';

const idsOf = (served: ReturnType<typeof explore>): string[] => served.map(({ candidate }) => candidate.productId);

it.each([
  { candidates: 12, length: 4, share: 0.2 },
  { candidates: 6, length: 4, share: 0.5 },
  { candidates: 40, length: 8, share: 0.1 },
])('serves each product at each place as often as its propensity says: %j', ({ candidates, length, share }) => {
  const draws = 20_000;
  const ranked = rankedList(candidates);
  const seen = new Map<string, { times: number; propensity: number }>();
  for (let draw = 0; draw < draws; draw += 1) {
    explore(ranked, length, share, `draw ${draw}`).forEach(({ candidate, propensity }, place) => {
      const name = `${candidate.productId} at ${place}`;
      const entry = seen.get(name) ?? { times: 0, propensity };
      expect(propensity).toBe(entry.propensity);
      seen.set(name, { ...entry, times: entry.times + 1 });
    });
  }
  for (const [name, { times, propensity }] of seen) {
    // Five standard deviations of a binomial count: one false alarm in a few thousand runs, and the seeds are fixed.
    const allowed = 5 * Math.sqrt(draws * propensity * (1 - propensity)) + 1e-9;
    expect([name, Math.abs(times - draws * propensity) <= allowed]).toEqual([name, true]);
  }
  for (let place = 0; place < length; place += 1) {
    const atPlace = [...seen].filter(([name]) => name.endsWith(` at ${place}`));
    expect(atPlace.reduce((sum, [, { propensity }]) => sum + propensity, 0)).toBeCloseTo(1, 10);
  }
});

it('shows no product twice, keeps the length, and says for each place how likely its product was there', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.nat(24),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string(),
      (count, length, share, seed) => {
        const ranked = rankedList(count);
        const served = explore(ranked, length, share, seed);
        expect(served).toHaveLength(Math.min(count, length));
        expect(new Set(idsOf(served)).size).toBe(served.length);
        expect(served.every(({ propensity }) => propensity > 0 && propensity <= 1)).toBe(true);
        expect(explore(ranked, length, share, seed)).toEqual(served);
      },
    ),
  );
});

it('explores nothing without a seed, a share or deeper candidates', () => {
  const ranked = rankedList(10);
  for (const served of [
    explore(ranked, 4, 0.5, undefined),
    explore(ranked, 4, 0, 's'),
    explore(ranked, 10, 0.5, 's'),
  ]) {
    expect(idsOf(served)).toEqual(ranked.slice(0, served.length).map(({ productId }) => productId));
    expect(served.every(({ propensity }) => propensity === 1)).toBe(true);
  }
});
