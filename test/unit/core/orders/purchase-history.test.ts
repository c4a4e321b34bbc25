import fc from 'fast-check';
import type { Order } from '#core/orders/order';
import { afterOrders, mostPastBaskets, type PurchaseHistory, pastBasketsOf } from '#core/orders/purchase-history';
import { anOrder } from '#test/support/recommendation-fixtures';

const instant = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

/** Versions of up to 30 orders of one customer: products go away by refunds, an order may be cancelled. */
const versions = fc.array(
  fc
    .record({ id: fc.nat(29), updated: fc.nat(9), kept: fc.integer({ min: 0, max: 3 }), cancelled: fc.boolean() })
    .map(({ id, updated, kept, cancelled }): Order => {
      const order = anOrder(`o${id}`, ['a', 'b', 'c'].slice(0, kept), {
        orderedAt: instant(id),
        updatedAt: instant(100 + updated),
      });
      return cancelled ? { ...order, status: 'cancelled' } : order;
    }),
  { maxLength: 60 },
);

const historyOf = (orders: readonly Order[]): PurchaseHistory =>
  orders.reduce((history, order) => afterOrders(history, [order]), [] as PurchaseHistory);

it('is the same in whatever order, and however often, the versions of orders arrive', () => {
  fc.assert(
    fc.property(versions, fc.infiniteStream(fc.nat()), (orders, keys) => {
      const shuffled = [...orders, ...orders.slice(0, 5)]
        .map((order) => ({ order, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ order }) => order);
      const baskets = pastBasketsOf(historyOf(orders));
      expect(pastBasketsOf(historyOf(shuffled))).toEqual(baskets);
      expect(pastBasketsOf(afterOrders([], shuffled))).toEqual(baskets);
    }),
  );
});

it('holds the newest orders only, newest first', () => {
  const orders = Array.from({ length: 30 }, (_, index) =>
    anOrder(`o${index}`, [`p${index}`], { orderedAt: instant(index) }),
  );
  const history = historyOf(orders);
  expect(history).toHaveLength(mostPastBaskets);
  expect(pastBasketsOf(history).slice(0, 2)).toEqual([['p29'], ['p28']]);
});

it('is the very same object when nothing changes, so that nothing is written', () => {
  const orders = Array.from({ length: 25 }, (_, index) => anOrder(`o${index}`, ['p'], { orderedAt: instant(index) }));
  const history = historyOf(orders);
  expect(afterOrders(history, orders)).toBe(history);
});

it('forgets what was sent back and what was cancelled, whatever comes late', () => {
  const bought = anOrder('o1', ['a', 'b']);
  const cancelled: Order = { ...bought, status: 'cancelled', updatedAt: instant(5) };
  const refunded = {
    ...bought,
    lines: bought.lines.map((line, at) => ({ ...line, refundedQuantity: at === 0 ? 1 : 0 })),
  };
  expect(pastBasketsOf(historyOf([refunded, bought]))).toEqual([['b']]);
  expect(pastBasketsOf(historyOf([bought, cancelled, bought]))).toEqual([]);
});
