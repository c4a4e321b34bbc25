import fc from 'fast-check';
import { groupPairWeights } from '#core/similarity/group-weights';
import { type Eligibility, type ItemKnnParameters, trainItemKnn } from '#core/similarity/item-knn';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

const plain: ItemKnnParameters = {
  neighbours: 50,
  lengthPenalty: 0,
  distancePenalty: 0,
  backward: 1,
  popularityPenalty: 0,
  shrinkage: 0,
};

const everything = (itemCount: number): Eligibility => ({
  active: new Uint8Array(itemCount).fill(1),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item),
});

const train = (
  groups: readonly (readonly number[])[],
  itemCount: number,
  parameters: Partial<ItemKnnParameters> = {},
  eligibility = everything(itemCount),
) => {
  const log = aLog(itemCount, groups);
  return trainItemKnn(log, invertLog(log), eligibility, { ...plain, ...parameters }).map(({ items, scores }) =>
    Array.from(items, (item, slot) => [item, scores[slot]!] as const),
  );
};

/** The formula read literally: every pair of positions of every group, in a full matrix. */
const oracle = (groups: readonly (readonly number[])[], itemCount: number, given: ItemKnnParameters) => {
  const matrix = Array.from({ length: itemCount }, () => new Array<number>(itemCount).fill(0));
  const kept = groups.map((items, index) => ({ items, index })).filter(({ items }) => items.length > 0);
  const oldest = kept[0]?.index ?? 0;
  const newest = kept.at(-1)?.index ?? 0;
  for (const { items, index } of kept) {
    const age = newest === oldest ? 0 : (newest - index) / (newest - oldest);
    const weight =
      Math.exp(-age / (given.decaySpan ?? Number.POSITIVE_INFINITY)) * (items.length - 1) ** -given.lengthPenalty;
    for (const [at, a] of items.entries()) {
      for (const [to, b] of items.entries()) {
        const steps = Math.abs(at - to);
        if (a === b || steps === 0 || steps > (given.windowSteps ?? items.length)) continue;
        matrix[a]![b]! += weight * steps ** -given.distancePenalty * (to < at ? given.backward : 1);
      }
    }
  }
  const holding = (item: number) => Math.max(1, groups.filter((items) => items.includes(item)).length);
  return matrix.map((row) =>
    row
      .map(
        (sum, item) =>
          [
            item,
            sum === 0 ? 0 : (sum * sum) / (sum + given.shrinkage) / holding(item) ** given.popularityPenalty,
          ] as const,
      )
      .filter(([, score]) => score > 0),
  );
};

it('equals the literal formula on any small log', () => {
  const itemCount = 7;
  const groups = fc.array(fc.array(fc.nat(itemCount - 1), { maxLength: 8 }), { maxLength: 12 });
  const parameters = fc.record({
    neighbours: fc.constant(50),
    lengthPenalty: fc.constantFrom(0, 0.6, 1),
    distancePenalty: fc.constantFrom(0, 0.5, 1),
    backward: fc.constantFrom(0, 0.5, 1),
    windowSteps: fc.constantFrom(undefined, 1, 3),
    decaySpan: fc.constantFrom(undefined, 0.25, 1),
    popularityPenalty: fc.constantFrom(0, 0.5),
    shrinkage: fc.constantFrom(0, 2),
  });
  fc.assert(
    fc.property(groups, parameters, (someGroups, given) => {
      const expected = oracle(someGroups, itemCount, given);
      train(someGroups, itemCount, given).forEach((row, source) => {
        expect(row.map(([item]) => item).sort()).toEqual(expected[source]!.map(([item]) => item).sort());
        for (const [item, score] of row) {
          expect(score).toBeCloseTo(expected[source]!.find(([other]) => other === item)![1], 9);
        }
        expect(row.map(([, score]) => score)).toEqual(row.map(([, score]) => score).sort((a, b) => b - a));
      });
    }),
    { numRuns: 300 },
  );
});

it('keeps the best neighbours only', () => {
  const rows = train(
    [
      [0, 1],
      [0, 1],
      [0, 2],
    ],
    3,
    { neighbours: 1 },
  );
  expect(rows[0]).toEqual([[1, 2]]);
});

it('gives inactive items neither a row nor a place, and variants no place beside each other', () => {
  const groups = [[0, 1, 2, 3]];
  const active = Uint8Array.from([1, 0, 1, 1]);
  const variantGroup = Int32Array.from([5, 6, 5, 7]);
  const itemsOf = train(groups, 4, {}, { active, variantGroup }).map((row) => row.map(([item]) => item));
  expect(itemsOf).toEqual([[3], [], [3], [0, 2]]);
});

it('learns nothing from an empty log and from groups of one', () => {
  expect(train([], 2)).toEqual([[], []]);
  expect(train([[0], [1]], 2)).toEqual([[], []]);
});

it('weighs an old group less than a new one, and all alike without decay', () => {
  const log = aLog(2, [
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  expect([...groupPairWeights(log, { ...plain, decaySpan: 0.5 })]).toEqual([Math.exp(-2), Math.exp(-1), 1]);
  expect([...groupPairWeights(log, plain)]).toEqual([1, 1, 1]);
});
