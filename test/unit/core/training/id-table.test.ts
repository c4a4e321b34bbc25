import fc from 'fast-check';
import { IdTable } from '#core/training/id-table';

it('numbers ids in the order in which they come, each once, as a map does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), (ids) => {
      const [ours, theirs] = [new IdTable(), new Map<string, number>()];
      for (const id of ids) {
        expect(ours.find(id)).toBe(theirs.get(id) ?? -1);
        if (!theirs.has(id)) theirs.set(id, theirs.size);
        expect(ours.numberOf(id)).toBe(theirs.get(id));
        expect(ours.find(id)).toBe(theirs.get(id));
      }
      expect(ours.size).toBe(theirs.size);
      for (const [id, number] of theirs) expect(ours.idOf(number)).toBe(id);
    }),
  );
});

it('keeps every number while it grows', () => {
  const table = new IdTable();
  const ids = Array.from({ length: 20_000 }, (_, index) => `visit-${index}`);
  expect(ids.every((id, number) => table.numberOf(id) === number)).toBe(true);
  expect(ids.every((id, number) => table.find(id) === number && table.idOf(number) === id)).toBe(true);
  expect(table.find('another')).toBe(-1);
});

it('orders numbers as their ids are ordered', () => {
  const table = new IdTable();
  const numbers = ['b', 'é', 'ab', 'a'].map((id) => table.numberOf(id));
  expect(numbers.sort((a, b) => table.compare(a, b)).map((number) => table.idOf(number))).toEqual([
    'a',
    'ab',
    'b',
    'é',
  ]);
});

it('finds many at once as one after the other', () => {
  const table = new IdTable();
  for (let index = 0; index < 5000; index += 1) table.numberOf(`visit-${index}`);
  const asked = ['visit-4999', 'another', '', 'visit-0', 'visit-4999', 'visit-77'];
  expect([...table.findAll(asked)]).toEqual([4999, -1, -1, 0, 4999, 77]);
  expect([...new IdTable().findAll(asked)]).toEqual([-1, -1, -1, -1, -1, -1]);
});
