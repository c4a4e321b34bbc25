import fc from 'fast-check';
import { trainItemKnn } from '#core/similarity/item-knn';
import { invertLog } from '#core/similarity/postings';
import { type RandomWalk, randomWalkParameters } from '#core/similarity/random-walk';
import { aLog } from '#test/support/recommendation-fixtures';

const itemCount = 7;
const eligibility = {
  active: new Uint8Array(itemCount).fill(1),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item),
};
const plain: RandomWalk = { neighbours: 50, walkPenalty: 1, popularityPenalty: 0 };
const someGroups = fc.array(fc.uniqueArray(fc.nat(itemCount - 1), { maxLength: 6 }), { maxLength: 12 });

const walk = (groups: readonly (readonly number[])[], given: Partial<RandomWalk> = {}): Map<number, number>[] => {
  const log = aLog(itemCount, groups);
  const parameters = randomWalkParameters({ ...plain, ...given });
  return trainItemKnn(log, invertLog(log), eligibility, parameters).map(
    ({ items, scores }) => new Map(Array.from(items, (item, slot) => [item, scores[slot]!])),
  );
};

/** The product of the two matrices of transition probabilities, read literally. */
const matrixWalk = (groups: readonly (readonly number[])[], alpha: number, beta: number): number[][] => {
  const holding = (item: number): number => groups.filter((group) => group.includes(item)).length;
  return Array.from({ length: itemCount }, (_, a) =>
    Array.from({ length: itemCount }, (__, b) => {
      const shared = groups.filter((group) => a !== b && group.includes(a) && group.includes(b));
      const sum = shared.reduce((total, group) => total + (1 / holding(a)) ** alpha * (1 / group.length) ** alpha, 0);
      return sum === 0 ? 0 : sum / holding(b) ** beta;
    }),
  );
};

it('equals the product of the transition matrices on any log', () => {
  fc.assert(
    fc.property(someGroups, fc.constantFrom(0.5, 0.8, 1), fc.constantFrom(0, 0.2, 0.6), (groups, alpha, beta) => {
      const expected = matrixWalk(groups, alpha, beta);
      walk(groups, { walkPenalty: alpha, popularityPenalty: beta }).forEach((row, source) => {
        expect([...row.keys()].sort()).toEqual(expected[source]!.flatMap((score, item) => (score > 0 ? [item] : [])));
        for (const [item, score] of row) expect(score).toBeCloseTo(expected[source]![item]!, 12);
      });
    }),
  );
});

it('gives probabilities where nothing is penalised: the steps from a product never add up to more than 1', () => {
  fc.assert(
    fc.property(someGroups, (groups) => {
      for (const row of walk(groups)) {
        expect([...row.values()].reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

it('leads from a to b only where b came after a, and no further than the steps ahead', () => {
  const [first, second, third] = walk([[0, 1, 2]], { stepsAhead: 1 });
  expect([first, second, third].map((row) => [...row!.keys()])).toEqual([[1], [2], []]);
});

it('keeps only pairs that also the undirected walk knows, with no higher chance', () => {
  fc.assert(
    fc.property(someGroups, fc.integer({ min: 1, max: 5 }), (groups, stepsAhead) => {
      const both = walk(groups);
      walk(groups, { stepsAhead }).forEach((row, source) => {
        for (const [item, chance] of row) expect(chance).toBeLessThanOrEqual(both[source]!.get(item)! + 1e-12);
      });
    }),
  );
});

it('refuses a walk that makes no sense', () => {
  expect(() => randomWalkParameters({ ...plain, walkPenalty: -1 })).toThrow(RangeError);
  expect(() => randomWalkParameters({ ...plain, stepsAhead: 0 })).toThrow(RangeError);
});
