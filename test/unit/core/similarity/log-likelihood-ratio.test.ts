import fc from 'fast-check';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';

it("equals Dunning's published value for the 2×2 table (110, 2442, 111, 29114)", () => {
  expect(logLikelihoodRatio(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29_114)).toBeCloseTo(270.72, 2);
});

it('is never negative, and 0 for what meets as often as by chance or less', () => {
  const table = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50));
  fc.assert(
    fc.property(table, ([both, onlyA, onlyB, neither]) => {
      const groups = both + onlyA + onlyB + neither;
      const ratio = logLikelihoodRatio(both, both + onlyA, both + onlyB, groups);
      expect(ratio).toBeGreaterThanOrEqual(0);
      if (both * neither <= onlyA * onlyB) expect(ratio).toBe(0);
    }),
  );
  expect(logLikelihoodRatio(0, 0, 0, 0)).toBe(0);
});

it('grows with evidence at equal proportions', () => {
  expect(logLikelihoodRatio(20, 30, 30, 200)).toBeCloseTo(2 * logLikelihoodRatio(10, 15, 15, 100), 9);
});
