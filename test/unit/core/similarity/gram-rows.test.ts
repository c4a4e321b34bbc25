import fc from 'fast-check';
import { GramRows } from '#core/similarity/gram-rows';
import { RidgeTargets } from '#core/similarity/local-ridge';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

const ridge = {
  candidates: 12,
  neighbours: 20,
  ridge: 3,
  diagonalRidge: 0.1,
  lengthPenalty: 0.5,
  distancePenalty: 0.2,
  popularityPenalty: 0.2,
  contentPrior: 0,
};

/** A product that is in every group, and so many others that its row is a table, beside short rows. */
const skewed = (itemCount: number, groups: number): number[][] =>
  Array.from({ length: groups }, (_, group) => [
    ...new Set([0, 1 + ((group * 7) % (itemCount - 1)), 1 + ((group * 7 + 1) % (itemCount - 1)), 1 + (group % 5)]),
  ]);

const everything = (itemCount: number) => ({
  active: new Uint8Array(itemCount).fill(1),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item),
});

it('reads the same block whether rows are kept as numbers, walks or tables, or computed again', () => {
  const itemCount = 3_000;
  const log = aLog(itemCount, skewed(itemCount, 2_500));
  const items = Int32Array.from([0, 1, 2, 3, 4, 5, 8, 15, 700, 2_999]);
  const read = (mostBytes: number): Float64Array => {
    const matrix = new Float64Array(items.length ** 2);
    new GramRows(log, invertLog(log), ridge, mostBytes).readBlock(items, matrix);
    return matrix;
  };
  expect(read(0).filter((value) => value > 0).length).toBeGreaterThan(10);
  expect(read(1e9)).toEqual(read(0));
  expect(read(40_000)).toEqual(read(0));
});

it('solves the same targets with no memory for rows at all', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(14), { maxLength: 6 }), { maxLength: 25 }), (groups) => {
      const log = aLog(15, groups);
      const input = { log, postings: invertLog(log), eligibility: everything(15), parameters: ridge };
      const solve = (gramBytes: number) => new RidgeTargets(input, true, gramBytes).train(0, 15);
      expect(solve(0)).toEqual(solve(1e6));
    }),
  );
});
