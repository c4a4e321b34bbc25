import fc from 'fast-check';
import { type RelationLine, RelationLines, supportOf } from '#core/training/sql/relation-from-rows';

const productIds = Array.from({ length: 50 }, (_, item) => `p${String(item).padStart(2, '0')}`);
const support = new Int32Array(50);

const line = (source: number, place: number, rest: Partial<RelationLine> = {}): RelationLine => ({
  source,
  place,
  item: (source + place) % 50,
  score: 1 / place,
  pair_count: 3 * place,
  few_people: place % 2,
  ...rest,
});

const relationOf = (lines: readonly RelationLine[]) => {
  const taken = new RelationLines(productIds);
  for (const one of lines) taken.add(one);
  return taken.finish('also-bought', support);
};

const all = productIds.flatMap((_, source) => Array.from({ length: 40 }, (_, rank) => line(source, rank + 1)));

describe('RelationLines', () => {
  it('puts lines into rows by place, best first, whatever order they come in', () => {
    const expected = relationOf(all);
    expect([...expected.candidates.subarray(0, 3)]).toEqual([1, 2, 3]);
    expect([...expected.pairCounts.subarray(0, 3)]).toEqual([3, 6, 9]);
    expect([...expected.fewPeople.subarray(0, 3)]).toEqual([1, 0, 1]);
    expect([...expected.scores.subarray(0, 2)]).toEqual([1, 0.5]);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(relationOf(shuffled)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('tells a pair that nobody met from one that many people did', () => {
    const lines = [line(0, 1, { pair_count: 0, few_people: 1 }), line(0, 2, { pair_count: 9, few_people: 0 })];
    const { pairCounts, fewPeople } = relationOf(lines);
    expect([[...pairCounts], [...fewPeople]]).toEqual([
      [0, 9],
      [1, 0],
    ]);
  });

  it('refuses a product that is none of the catalog', () => {
    expect(() => relationOf([line(0, 1, { item: 50 })])).toThrow('The pair 0, 50 is not of this catalog');
  });
});

describe('supportOf', () => {
  it('takes the counts of one log', () => {
    const lines = [
      { kind: 'baskets', item: 2, group_count: 7 },
      { kind: 'sessions', item: 2, group_count: 9 },
    ];
    expect([...supportOf('baskets', lines, 4)]).toEqual([0, 0, 7, 0]);
  });
});
