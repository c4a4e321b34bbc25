import fc from 'fast-check';
import { allocate } from '#core/money/allocate';

const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 });
const amount = fc.integer({ min: -1e12, max: 1e12 });

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [3, 3, 1], [4, 4, 2]],
    [5, [0, 0], [3, 2]],
    [7, [0, 1], [0, 7]],
    [0, [2, 1], [0, 0]],
    [1, [1, 2, 2], [0, 1, 0]],
    [5, [], []],
  ])('splits %i over %j as %j', (whole, shares, expected) => {
    expect(allocate(whole, shares)).toEqual(expected);
  });

  it('always sums to the amount, and no share is a whole unit off its exact part', () => {
    fc.assert(
      fc.property(amount, weights, (whole, shares) => {
        const parts = allocate(whole, shares);
        const total = shares.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        fc.pre(total > 0);
        parts.forEach((part, index) => {
          const exact = BigInt(whole) * BigInt(shares[index]!);
          const gap = BigInt(part) * BigInt(total) - exact;
          expect(gap > -BigInt(total) && gap < BigInt(total)).toBe(true);
        });
      }),
    );
  });

  it('gives equal weights shares that differ by one unit at most, whatever their order', () => {
    fc.assert(
      fc.property(amount, weights, (whole, shares) => {
        const sorted = (parts: readonly number[]) => [...parts].sort((a, b) => a - b);
        expect(sorted(allocate(whole, [...shares].reverse()))).toEqual(sorted(allocate(whole, shares)));
      }),
    );
  });
});
