import fc from 'fast-check';
import { IdSet } from '#core/training/id-set';

it('tells new ids from known ones as a set of texts does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 })), (ids) => {
      const [ours, theirs] = [new IdSet(), new Set<string>()];
      for (const id of ids) {
        expect(ours.add('visit', id)).toBe(!theirs.has(id));
        theirs.add(id);
      }
      expect(ours.size).toBe(theirs.size);
    }),
  );
});

it('keeps ids apart that differ in one place, while it grows', () => {
  const set = new IdSet();
  const ids = Array.from({ length: 50_000 }, (_, index) => `session-${index % 100}-event-${index}`);
  expect(ids.every((id) => set.add('visit', id))).toBe(true);
  expect(ids.some((id) => set.add('visit', id))).toBe(false);
  expect(set.size).toBe(ids.length);
});

it('takes an id in another visit for another one', () => {
  const set = new IdSet();
  const added = [
    ['a', 'b'],
    ['a', 'c'],
    ['c', 'b'],
    ['ab', ''],
    ['', 'ab'],
    ['a', 'b'],
    ['c', 'b'],
  ].map(([visit, id]) => set.add(visit!, id!));
  expect(added).toEqual([true, true, true, true, true, false, false]);
});
