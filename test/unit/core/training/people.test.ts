import { IdTable } from '#core/training/id-table';
import { People } from '#core/training/people';

const tableOf = (...ids: string[]): IdTable => {
  const table = new IdTable();
  for (const id of ids) table.numberOf(id);
  return table;
};

const people = () =>
  new People({ customer: tableOf('zoe', 'ann'), order: tableOf('o1'), session: tableOf('s1', 's2') });

it('numbers persons as they are asked for, each once', () => {
  const some = people();
  const asked = [
    some.numberOf('session', 1),
    some.numberOf('customer', 1),
    some.numberOf('session', 1),
    some.numberOf('order', 0),
    some.numberOf('customer', 1),
  ];
  expect(asked).toEqual([0, 1, 0, 2, 1]);
  expect(some.size).toBe(3);
});

it('orders persons by kind, then by id', () => {
  const some = people();
  const [visitor, buyer, zoe, ann] = [
    some.numberOf('session', 0),
    some.numberOf('order', 0),
    some.numberOf('customer', 0),
    some.numberOf('customer', 1),
  ];
  expect([visitor, buyer, zoe, ann].sort((a, b) => some.compare(a, b))).toEqual([ann, zoe, buyer, visitor]);
});
