import fc from 'fast-check';
import { solveCholesky } from '#core/similarity/cholesky';
import { type LocalRidgeParameters, trainLocalRidge } from '#core/similarity/local-ridge';
import { type NeighbourLists, NeighbourListsBuilder } from '#core/similarity/neighbour-lists';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

const plain: LocalRidgeParameters = {
  candidates: 50,
  neighbours: 50,
  ridge: 1,
  diagonalRidge: 0,
  lengthPenalty: 0,
  distancePenalty: 0,
  popularityPenalty: 0,
  contentPrior: 0,
};

/** How like two items are, 0 … 1. */
type Likeness = (item: number, target: number) => number;

const neighbouring: Likeness = (item, target) => (Math.abs(item - target) === 1 ? (target + 1) / 10 : 0);

const likesOf = (itemCount: number, likeness: Likeness): NeighbourLists => {
  const lists = new NeighbourListsBuilder(itemCount);
  for (let target = 0; target < itemCount; target += 1) {
    for (let item = 0; item < itemCount; item += 1) {
      if (likeness(item, target) > 0) lists.add(item, likeness(item, target), 0, 0);
    }
    lists.endRow();
  }
  return lists.finish();
};

const everything = (itemCount: number) => ({
  active: new Uint8Array(itemCount).fill(1),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item),
});

const train = (
  groups: readonly (readonly number[])[],
  itemCount: number,
  parameters: Partial<LocalRidgeParameters> = {},
  eligibility = everything(itemCount),
  likes?: NeighbourLists,
): Map<number, number>[] => {
  const log = aLog(itemCount, groups);
  const input = { log, postings: invertLog(log), eligibility, parameters: { ...plain, ...parameters }, likes };
  return trainLocalRidge(input).map(
    ({ items, scores }) => new Map(Array.from(items, (item, slot) => [item, scores[slot]!])),
  );
};

/** Gauss–Jordan elimination with row exchange: nothing of it is shared with the Cholesky solver. */
const solveDense = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < n; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      rows[row] = rows[row]!.map((value, at) => value - factor * rows[column]![at]!);
    }
  }
  return rows.map((row, index) => row[n]! / row[index]!);
};

/** The formula read literally, over full matrices. */
const oracle = (
  groups: readonly (readonly number[])[],
  itemCount: number,
  given: LocalRidgeParameters,
  likeness: Likeness = () => 0,
) => {
  const kept = groups.map((items, index) => ({ items, index })).filter(({ items }) => items.length > 0);
  const [oldest, newest] = [kept[0]?.index ?? 0, kept.at(-1)?.index ?? 0];
  const gram = Array.from({ length: itemCount }, () => new Array<number>(itemCount).fill(0));
  for (const { items, index } of kept) {
    const age = newest === oldest ? 0 : (newest - index) / (newest - oldest);
    const decay = Math.exp(-age / (given.decaySpan ?? Number.POSITIVE_INFINITY));
    const weight = decay * Math.max(1, items.length - 1) ** -given.lengthPenalty;
    items.forEach((a, lineOfA) => {
      items.forEach((b, lineOfB) => {
        gram[a]![b]! += weight * (Math.abs(lineOfA - lineOfB) + 1) ** -given.distancePenalty;
      });
    });
  }
  const rows = Array.from({ length: itemCount }, () => new Map<number, number>());
  for (let target = 0; target < itemCount; target += 1) {
    const prior = (item: number) => given.ridge * given.contentPrior * likeness(item, target) ** 3;
    const strength = (item: number) =>
      (Math.fround(gram[target]![item]!) + prior(item)) / Math.sqrt(gram[item]![item]! + given.ridge);
    const candidates = Array.from({ length: itemCount }, (_, item) => item)
      .filter((item) => item !== target && (gram[target]![item]! > 0 || prior(item) > 0))
      .sort((a, b) => strength(b) - strength(a) || a - b)
      .slice(0, given.candidates);
    const matrix = candidates.map((a) =>
      candidates.map((b) => (a === b ? gram[a]![a]! * (1 + given.diagonalRidge) + given.ridge : gram[a]![b]!)),
    );
    const holding = Math.max(1, groups.filter((items) => items.includes(target)).length);
    solveDense(
      matrix,
      candidates.map((item) => gram[item]![target]! + prior(item)),
    ).forEach((weight, at) => {
      rows[candidates[at]!]!.set(target, weight / holding ** given.popularityPenalty);
    });
  }
  return rows;
};

it('equals a dense solution of the literal formula on any small log', () => {
  const itemCount = 8;
  const groups = fc.array(fc.uniqueArray(fc.nat(itemCount - 1), { maxLength: 6 }), { maxLength: 20 });
  const parameters = fc.record({
    candidates: fc.constantFrom(2, 4, 50),
    neighbours: fc.constant(50),
    ridge: fc.constantFrom(0.5, 3),
    diagonalRidge: fc.constantFrom(0, 0.5),
    lengthPenalty: fc.constantFrom(0, 1),
    distancePenalty: fc.constantFrom(0, 0.3, 1),
    decaySpan: fc.constantFrom(undefined, 0.5),
    popularityPenalty: fc.constantFrom(0, 0.3),
    contentPrior: fc.constantFrom(0, 0.1, 1),
  });
  fc.assert(
    fc.property(groups, parameters, (someGroups, given) => {
      const expected = oracle(someGroups, itemCount, given, neighbouring);
      const likes = likesOf(itemCount, neighbouring);
      train(someGroups, itemCount, given, everything(itemCount), likes).forEach((row, source) => {
        for (const [target, weight] of expected[source]!) {
          if (weight > 1e-5) expect(row.get(target)).toBeCloseTo(weight, 4);
          else expect(row.get(target) ?? 0).toBeLessThan(1e-4);
        }
        for (const target of row.keys()) expect(expected[source]!.has(target)).toBe(true);
      });
    }),
  );
});

it('counts an item that a group holds twice as twice as much, and still has a solution', () => {
  const groups = Array.from({ length: 10 }, () => [0, 1, 0, 1, 2]);
  for (const row of train(groups, 3)) for (const weight of row.values()) expect(Number.isFinite(weight)).toBe(true);
});

it('lets a product that nobody bought complete carts as what it is like, and less so the more is known of that', () => {
  const groups = [...Array.from({ length: 30 }, () => [0, 1]), [2, 3]];
  const likes = likesOf(5, (item, target) => (target === 4 && (item === 0 || item === 2) ? 1 : 0));
  const rows = train(groups, 5, { contentPrior: 0.1 }, everything(5), likes);
  expect(rows[0]!.get(4)).toBeGreaterThan(0);
  expect(rows[2]!.get(4)).toBeGreaterThan(5 * rows[0]!.get(4)!);
  expect(train(groups, 5, {}, everything(5), likes).some((row) => row.has(4))).toBe(false);
});

it('does not count twice what two items of a cart say alike', () => {
  // 0 and 1 always go together and lead to 2; 3 leads to 4 by itself.
  const groups = [...Array.from({ length: 20 }, () => [0, 1, 2]), ...Array.from({ length: 20 }, () => [3, 4])];
  const rows = train(groups, 5);
  expect(rows[0]!.get(2)! + rows[1]!.get(2)!).toBeCloseTo(rows[3]!.get(4)!, 1);
});

it('takes what stands on the next line for closer than what stands at the other end of the order', () => {
  const groups = Array.from({ length: 10 }, () => [0, 1, 2, 3, 4, 5]);
  const [alike] = train(groups, 6);
  const [first] = train(groups, 6, { distancePenalty: 0.5 });
  expect(alike!.get(1)).toBeCloseTo(alike!.get(4)!, 6);
  expect(first!.get(1)).toBeGreaterThan(2 * first!.get(4)!);
});

it('has a solution for any order of lines and any fading, since the matrix stays positive definite', () => {
  const groups = fc.array(fc.uniqueArray(fc.nat(11), { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(groups, fc.double({ min: 0, max: 1, noNaN: true }), (someGroups, distancePenalty) => {
      const rows = train(someGroups, 12, { distancePenalty, ridge: 1e-3 });
      for (const row of rows) for (const weight of row.values()) expect(Number.isFinite(weight)).toBe(true);
    }),
  );
});

it('explains a target that few groups hold by fewer candidates', () => {
  const groups = Array.from({ length: 4 }, (_, group) => [
    60,
    ...Array.from({ length: 15 }, (_, at) => group * 15 + at),
  ]);
  const explaining = train(groups, 61, { candidates: 60, neighbours: 60 }).filter((row) => row.has(60));
  expect(explaining).toHaveLength(20);
});

it('keeps inactive products and other variants of the source out of every row', () => {
  const groups = Array.from({ length: 6 }, () => [0, 1, 2, 3]);
  const eligibility = { active: Uint8Array.of(1, 1, 0, 1), variantGroup: Int32Array.of(7, 7, 8, 9) };
  const rows = train(groups, 4, {}, eligibility);
  expect(rows.map((row) => [...row.keys()])).toEqual([[3], [3], [], [0, 1]]);
});

it('keeps the best of each row', () => {
  const groups = [
    [0, 1],
    [0, 1],
    [0, 1],
    [0, 2],
    [0, 2],
    [0, 3],
  ];
  const [all] = train(groups, 4);
  const [best] = train(groups, 4, { neighbours: 2 });
  expect([...best!]).toEqual([...all!].slice(0, 2));
  expect([...best!.values()]).toEqual([...best!.values()].sort((a, b) => b - a));
});

it('has empty rows for an empty log and for items that nobody met', () => {
  expect(train([], 2).map((row) => row.size)).toEqual([0, 0]);
  expect(train([[0], [1]], 2).map((row) => row.size)).toEqual([0, 0]);
});

it('refuses a matrix that is not positive definite', () => {
  expect(() => solveCholesky(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 2)).toThrow(RangeError);
});
