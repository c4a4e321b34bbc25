import fc from 'fast-check';
import type { Neighbours } from '#core/similarity/item-knn';
import { addSecondStep } from '#core/similarity/second-step';

const everything = (itemCount: number) => ({
  active: new Uint8Array(itemCount).fill(1),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item),
});

const rowOf = (...pairs: readonly (readonly [item: number, score: number])[]): Neighbours => ({
  items: Int32Array.from(pairs, ([item]) => item),
  scores: Float64Array.from(pairs, ([, score]) => score),
});

const entries = ({ items, scores }: Neighbours) => Array.from(items, (item, slot) => [item, scores[slot]!] as const);

it('equals the matrix product of the formula', () => {
  const itemCount = 7;
  const score = fc.integer({ min: 1, max: 100 }).map((hundredths) => hundredths / 100);
  const matrix = fc.array(fc.array(fc.option(score, { nil: 0, freq: 2 }), { minLength: 7, maxLength: 7 }), {
    minLength: 7,
    maxLength: 7,
  });
  fc.assert(
    fc.property(matrix, fc.constantFrom(0.1, 0.5, 1), (given, weight) => {
      const scaled = given.map((row, source) => {
        const own = row.map((value, item) => (item === source ? 0 : value));
        const most = Math.max(...own) || 1;
        return own.map((value) => value / most);
      });
      const rows = scaled.map((row) =>
        rowOf(
          ...row
            .map((value, item) => [item, value * 3] as const)
            .filter(([, value]) => value > 0)
            .sort(([a, x], [b, y]) => y - x || a - b),
        ),
      );
      addSecondStep(rows, everything(itemCount), { weight, neighbours: itemCount }).forEach((row, source) => {
        const expected = scaled[source]!.map((direct, item) => {
          const second = scaled[source]!.reduce((sum, step, between) => sum + step * scaled[between]![item]!, 0);
          return item === source ? 0 : direct + weight * second;
        });
        const found = new Map(entries(row));
        expected.forEach((value, item) => {
          expect(found.get(item) ?? 0).toBeCloseTo(value, 9);
        });
      });
    }),
  );
});

it('finds what never met the source, but not the source or its variants', () => {
  const rows = [rowOf([1, 2]), rowOf([0, 4], [2, 2], [3, 2]), rowOf(), rowOf()];
  const variants = { active: Uint8Array.of(1, 1, 1, 1), variantGroup: Int32Array.of(5, 6, 7, 5) };
  const [first] = addSecondStep(rows, variants, { weight: 0.5, neighbours: 3 });
  expect(entries(first!)).toEqual([
    [1, 1],
    [2, 0.25],
  ]);
});

it('keeps the best, leaves empty rows empty and its input as it was', () => {
  const rows = [rowOf([1, 1], [2, 0.5]), rowOf([2, 1]), rowOf()];
  const before = structuredClone(rows);
  const stepped = addSecondStep(rows, everything(3), { weight: 1, neighbours: 1 });
  expect(stepped.map(entries)).toEqual([[[2, 1.5]], [[2, 1]], []]);
  expect(rows).toEqual(before);
});
