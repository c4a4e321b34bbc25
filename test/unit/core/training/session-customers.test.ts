import { IdTable } from '#core/training/id-table';
import { SessionCustomers } from '#core/training/session-customers';

it('gives a session to the customer with the smallest id, in whatever order they show', () => {
  const ids = new IdTable();
  const customers = new SessionCustomers(ids);
  for (const id of ['bob', 'ann', 'zoe']) customers.learn(5, id);
  for (const id of ['zoe', 'bob']) customers.learn(70_000, id);
  expect(ids.idOf(customers.of(5))).toBe('ann');
  expect(ids.idOf(customers.of(70_000))).toBe('bob');
});

it('knows nobody of a session without a customer', () => {
  const customers = new SessionCustomers(new IdTable());
  customers.learn(1, 'ann');
  expect([0, 2, 1_000_000].map((session) => customers.of(session))).toEqual([-1, -1, -1]);
});
