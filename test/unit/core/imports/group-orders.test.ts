import fc from 'fast-check';
import { groupOrders } from '#core/imports/group-orders';
import { matchReturns } from '#core/imports/match-returns';
import type { OrderRow } from '#core/imports/order-row';
import type { Order } from '#core/orders/order';

const day = (number: number): string => `2026-05-${String(number).padStart(2, '0')}T10:00:00.000Z`;

let nextRow = 2;
const row = (changes: Partial<OrderRow>): OrderRow => ({
  row: nextRow++,
  orderId: '1',
  customerId: 'anna',
  orderedAt: day(1),
  productId: 'cup',
  title: '',
  quantity: 1,
  amount: 500,
  currency: 'EUR',
  isReturn: false,
  isCancelled: false,
  ...changes,
});

const rows = fc.array(
  fc.record({
    orderId: fc.constantFrom('1', '2', '3'),
    customerId: fc.constantFrom('', 'anna', 'ben'),
    orderedAt: fc.constantFrom('', day(1), day(2)),
    productId: fc.constantFrom('cup', 'pot', 'tin'),
    quantity: fc.integer({ min: 1, max: 9 }),
    amount: fc.constantFrom(100, 250),
    currency: fc.constantFrom('EUR', 'EUR', 'USD'),
    isReturn: fc.boolean(),
  }),
  { maxLength: 30 },
);

const numbered = (given: readonly Partial<OrderRow>[]): OrderRow[] =>
  given.map((changes, index) => row({ ...changes, row: index + 2 }));

describe('groupOrders', () => {
  it('gives the same orders, returns and rejections for every order of the rows', () => {
    const shuffled = rows.chain((given) => {
      const all = numbered(given);
      return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
    });
    fc.assert(
      fc.property(shuffled, ([inOrder, mixed]) => {
        expect(groupOrders(mixed)).toEqual(groupOrders(inOrder));
      }),
    );
  });

  it('loses no unit: every row is in an order, in a return or rejected', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const all = numbered(given);
        const { orders, returns, rejections } = groupOrders(all);
        const rejected = new Set(rejections.map((rejection) => rejection.row));
        const units = (values: readonly { quantity: number }[]) => values.reduce((sum, it) => sum + it.quantity, 0);
        const kept = all.filter((it) => !rejected.has(it.row));
        expect(units(orders.flatMap(({ lines }) => lines)) + units(returns)).toBe(units(kept));
      }),
    );
  });

  it('joins rows of one product at one price, and keeps two prices apart', () => {
    const { orders } = groupOrders([row({ quantity: 2 }), row({ quantity: 3 }), row({ amount: 450 })]);
    expect(orders[0]?.lines.map(({ quantity, unitPrice }) => [quantity, unitPrice.amount])).toEqual([
      [1, 450],
      [5, 500],
    ]);
  });

  it('takes date, customer and cancellation from whichever row says them', () => {
    const { orders } = groupOrders([
      row({ orderedAt: '', customerId: '' }),
      row({ orderedAt: day(3), productId: 'pot' }),
      row({ orderedAt: day(2), customerId: '', productId: 'tin', isCancelled: true }),
    ]);
    expect(orders[0]).toMatchObject({ orderedAt: day(2), customerId: 'anna', status: 'cancelled' });
  });

  it('rejects an order without any date, rows in another currency, and more than 2,000 lines', () => {
    const { orders, rejections } = groupOrders([
      row({ orderId: 'no-date', orderedAt: '' }),
      row({ orderId: 'mixed' }),
      row({ orderId: 'mixed', productId: 'pot' }),
      row({ orderId: 'mixed', currency: 'USD' }),
      ...Array.from({ length: 2001 }, (_, index) => row({ orderId: 'long', productId: `p${index}` })),
    ]);
    expect(orders.map(({ orderId }) => orderId)).toEqual(['mixed']);
    const codes = Map.groupBy(rejections, ({ code }) => code);
    expect([...codes].map(([code, all]) => [code, all.length])).toEqual([
      ['missing_value', 1],
      ['mixed_currency', 1],
      ['too_many_lines', 2001],
    ]);
  });
});

const order = (orderId: string, orderedAt: string, quantity: number, changes: Partial<Order> = {}): Order => ({
  orderId,
  customerId: 'anna',
  status: 'placed',
  currency: 'EUR',
  lines: [{ productId: 'cup', quantity, refundedQuantity: 0, unitPrice: { amount: 500, currency: 'EUR' } }],
  orderedAt,
  updatedAt: orderedAt,
  ...changes,
});

const returned = (returnId: string, returnedAt: string, quantity: number, customerId = 'anna') => ({
  row: 9,
  rows: 1,
  returnId,
  customerId,
  productId: 'cup',
  quantity,
  returnedAt,
});

const refundedOf = (orders: readonly Order[]): Record<string, number> =>
  Object.fromEntries(orders.map(({ orderId, lines }) => [orderId, lines[0]!.refundedQuantity]));

describe('matchReturns', () => {
  it("takes units off the customer's newest order before the return, then off older ones", () => {
    const orders = [order('old', day(1), 5), order('new', day(3), 2), order('later', day(9), 5)];
    const result = matchReturns(orders, [returned('C1', day(5), 4)]);
    expect(refundedOf(result.orders)).toEqual({ old: 2, new: 2, later: 0 });
    expect(result.unmatched).toEqual([]);
    expect(result.matchedRows).toBe(1);
    expect(result.orders.find(({ orderId }) => orderId === 'old')).toMatchObject({
      updatedAt: day(5),
      refundIds: ['C1:cup'],
    });
  });

  it('gives back what no order of the customer holds, with the units that are left', () => {
    const result = matchReturns([order('1', day(1), 3)], [returned('C1', day(2), 5), returned('C2', day(2), 1, 'ben')]);
    expect(refundedOf(result.orders)).toEqual({ 1: 3 });
    expect(result.unmatched.map(({ returnId, quantity }) => [returnId, quantity])).toEqual([
      ['C1', 2],
      ['C2', 1],
    ]);
  });

  it('leaves cancelled orders and orders of guests alone', () => {
    const orders = [order('1', day(1), 3, { status: 'cancelled' }), order('2', day(1), 3, { customerId: undefined })];
    expect(matchReturns(orders, [returned('C1', day(2), 1)]).unmatched).toHaveLength(1);
  });

  it('conserves units for any orders and returns, in whatever order they are given', () => {
    const orders = fc.uniqueArray(
      fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 })),
      {
        selector: ([id]) => id,
      },
    );
    const returns = fc.uniqueArray(
      fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 })),
      {
        selector: ([id]) => id,
      },
    );
    fc.assert(
      fc.property(orders, returns, (sold, back) => {
        const givenOrders = sold.map(([id, at, units]) => order(`o${id}`, day(at), units));
        const givenReturns = back.map(([id, at, units]) => returned(`C${id}`, day(at), units));
        const result = matchReturns(givenOrders, givenReturns);
        const refunded = result.orders.reduce((sum, { lines }) => sum + lines[0]!.refundedQuantity, 0);
        const left = result.unmatched.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(refunded + left).toBe(givenReturns.reduce((sum, { quantity }) => sum + quantity, 0));
        expect(result.orders.every(({ lines }) => lines[0]!.refundedQuantity <= lines[0]!.quantity)).toBe(true);
        const mirrored = matchReturns(givenOrders.toReversed(), givenReturns.toReversed());
        expect(refundedOf(mirrored.orders)).toEqual(refundedOf(result.orders));
        expect(mirrored.unmatched).toEqual(result.unmatched);
      }),
    );
  });
});
