import fc from 'fast-check';
import type { Order } from '#core/orders/order';
import { cancelOrderAt, refundOrder } from '#core/orders/refund-order';
import { afterSpending, emptyLedger, totalsOf } from '#core/orders/spend-ledger';
import { anOrder } from '#test/support/recommendation-fixtures';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
const order = (id: string, day: number, products: readonly string[] = ['a', 'b']): Order =>
  anOrder(id, products, { orderedAt: at(day), updatedAt: at(day) });
const refunded = (before: Order, quantity = 1): Order => {
  const refund = { refundId: 'f', lines: [{ productId: 'a', quantity }], refundedAt: at(100) };
  const result = refundOrder(before, refund);
  if (result.kind !== 'refunded') throw new Error('exceeds');
  return result.order;
};

describe('what a customer has spent', () => {
  it('is the sum of what was kept', () => {
    const ledger = afterSpending(emptyLedger, [order('o1', 1), refunded(order('o2', 2)), order('o3', 0)]);
    expect(totalsOf(ledger)).toEqual({ orders: 3, spent: { GBP: 5000 }, lastOrderAt: at(2) });
  });

  it('counts neither a cancelled order nor one that was sent back whole', () => {
    const versions = [cancelOrderAt(order('o1', 5), at(6)), refunded(order('o2', 4, ['a'])), order('o3', 1)];
    expect(totalsOf(afterSpending(emptyLedger, versions))).toEqual({
      orders: 1,
      spent: { GBP: 2000 },
      lastOrderAt: at(1),
    });
  });

  it('is nothing without orders', () => {
    expect(totalsOf(emptyLedger)).toEqual({ orders: 0, spent: {}, lastOrderAt: undefined });
  });

  it('is the same however often and in whatever order the versions come', () => {
    const versions = [
      order('o1', 1),
      refunded(order('o1', 1)),
      order('o2', 2),
      cancelOrderAt(order('o2', 2), at(3)),
      order('o3', 3),
    ];
    const expected = totalsOf(afterSpending(emptyLedger, versions));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...versions), { maxLength: 12 }), (some) => {
        const all = [...some, ...versions.toReversed()];
        const ledger = all.reduce((before, one) => afterSpending(before, [one]), emptyLedger);
        expect(totalsOf(ledger)).toEqual(expected);
      }),
    );
  });

  it('says by identity that nothing changed', () => {
    const ledger = afterSpending(emptyLedger, [order('o1', 1)]);
    expect(afterSpending(ledger, [order('o1', 1)])).toBe(ledger);
  });

  it('settles all but the newest 200 orders and stays exact, whatever comes again', () => {
    const orders = Array.from({ length: 260 }, (_, day) => order(`o${day}`, day, ['a']));
    const ledger = orders.reduce((before, one) => afterSpending(before, [one]), emptyLedger);
    expect(ledger.entries).toHaveLength(200);
    expect(totalsOf(ledger)).toEqual({ orders: 260, spent: { GBP: 260_000 }, lastOrderAt: at(259) });
    expect(afterSpending(ledger, orders)).toBe(ledger);
    expect(totalsOf(afterSpending(ledger, [cancelOrderAt(order('o259', 259, ['a']), at(300))])).orders).toBe(259);
  });
});
