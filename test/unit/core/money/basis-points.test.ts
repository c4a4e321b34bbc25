import fc from 'fast-check';
import { basisPointsOf, portionOf } from '#core/money/basis-points';

describe('portionOf', () => {
  it.each([
    [999, 1250, 125],
    [5, 5000, 3],
    [-5, 5000, -3],
    [1, 4999, 0],
    [-1, 4999, 0],
    [0, 5000, 0],
    [-10_000, 0, 0],
    [9_007_199_254_740_991, 10_000, 9_007_199_254_740_991],
  ])('of %i at %i basis points is %i', (amount, basisPoints, portion) => {
    expect(Object.is(portionOf(amount, basisPoints), portion)).toBe(true);
  });

  it('equals the exact fraction rounded half away from zero', () => {
    const amount = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (given, basisPoints) => {
        const magnitude = (BigInt(Math.abs(given)) * BigInt(basisPoints) + 5_000n) / 10_000n;
        expect(portionOf(given, basisPoints)).toBe(Number(given < 0 ? -magnitude : magnitude) + 0);
      }),
    );
  });
});

describe('basisPointsOf', () => {
  it.each([
    [599, 4995, 1199],
    [1, 3, 3333],
    [0, 100, 0],
    [5, 0, 0],
  ])('%i of %i is %i', (part, whole, basisPoints) => {
    expect(basisPointsOf(part, whole)).toBe(basisPoints);
  });
});
