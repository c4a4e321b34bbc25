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

it('takes many at once as one after the other, repeated ones and a growing set among them', () => {
  const id = fc.string({ maxLength: 3 });
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b'), id), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(pairs, { maxLength: 5 }), (batches) => {
      const [together, apart] = [new IdSet(), new IdSet()];
      for (const batch of batches) {
        const [visits, ids] = [batch.map(([visit]) => visit), batch.map(([, one]) => one)];
        const expected = batch.map(([visit, one]) => Number(apart.add(visit, one)));
        expect([...together.addAll(visits, ids)]).toEqual(expected);
      }
      expect(together.size).toBe(apart.size);
    }),
  );
  const set = new IdSet();
  const many = Array.from({ length: 10_000 }, (_, index) => `event-${index % 5000}`);
  const isNew = set.addAll(
    many.map(() => 'visit'),
    many,
  );
  expect([isNew.indexOf(0), isNew.lastIndexOf(1), set.size]).toEqual([5000, 4999, 5000]);
});
