import { mulberry32 } from '#core/random/mulberry32';
import { seededRandom } from '#core/random/seeded-random';

const draws = (random: () => number, count: number): number[] => Array.from({ length: count }, random);

describe('seeded random numbers', () => {
  it('are the same for the same seed on every machine', () => {
    expect(draws(mulberry32(1), 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it('depend on the lowest 32 bits of a number, signed or not', () => {
    expect(draws(mulberry32(-1), 5)).toEqual(draws(mulberry32(2 ** 32 - 1), 5));
  });

  it('lie evenly in [0, 1)', () => {
    const counts = new Array<number>(10).fill(0);
    for (const draw of draws(mulberry32(7), 100_000)) counts[Math.floor(draw * 10)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // The 99.9 % quantile with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.88);
  });

  it('have nothing in common for texts that differ in one character', () => {
    const first = draws(seededRandom('session-1'), 2_000);
    const second = draws(seededRandom('session-2'), 2_000);
    const correlation = first.reduce((sum, draw, index) => sum + (draw - 0.5) * (second[index]! - 0.5), 0) / 2_000;
    expect(Math.abs(correlation * 12)).toBeLessThan(0.08);
  });
});
