import fc from 'fast-check';
import type { Order } from '#core/orders/order';
import { cancelOrderAt, keepRefunds, refundedUnits, refundOrder, refundUnits } from '#core/orders/refund-order';

const line = (productId: string, quantity: number, refundedQuantity = 0) => ({
  productId,
  quantity,
  refundedQuantity,
  unitPrice: { amount: 100, currency: 'EUR' },
});

const order: Order = {
  orderId: '1',
  status: 'placed',
  currency: 'EUR',
  lines: [line('cup', 2), line('pot', 1), line('cup', 3)],
  orderedAt: '2026-05-01T00:00:00.000Z',
  updatedAt: '2026-05-01T00:00:00.000Z',
};

const refund = (refundId: string, productId: string, quantity: number) => ({
  refundId,
  lines: [{ productId, quantity }],
  refundedAt: '2026-05-03T00:00:00.000Z',
});

describe('keepRefunds', () => {
  it('counts at least the units that were refunded, never more than the order holds', () => {
    const lines = fc.array(
      fc.tuple(fc.constantFrom('cup', 'pot'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })),
      { maxLength: 5 },
    );
    const units = fc.record({ cup: fc.nat(12), pot: fc.nat(12) });
    fc.assert(
      fc.property(lines, units, (given, refunded) => {
        const sent = given.map(([productId, quantity, back]) => line(productId, quantity, Math.min(back, quantity)));
        const kept = keepRefunds({ ...order, lines: sent }, refunded).lines;
        for (const productId of ['cup', 'pot'] as const) {
          const ordered = sent.filter((it) => it.productId === productId).reduce((sum, it) => sum + it.quantity, 0);
          const counted = refundedUnits(sent)[productId] ?? 0;
          const expected = Math.min(ordered, Math.max(counted, refunded[productId]));
          expect(refundedUnits(kept)[productId] ?? 0).toBe(expected);
        }
      }),
    );
  });
});

describe('refundOrder', () => {
  it('takes units off the lines of the product, from the first line on', () => {
    const result = refundOrder(order, refund('r', 'cup', 3));
    expect(result.kind === 'refunded' && result.order.lines.map((it) => it.refundedQuantity)).toEqual([2, 0, 1]);
    expect(result.kind === 'refunded' && result.order.updatedAt).toBe('2026-05-03T00:00:00.000Z');
  });

  it('changes nothing the second time', () => {
    const first = refundOrder(order, refund('r', 'cup', 3));
    if (first.kind !== 'refunded') throw new Error('refused');
    expect(refundOrder(first.order, refund('r', 'cup', 3))).toEqual(first);
  });

  it('refuses more than is left, counting all lines of the refund', () => {
    const lines = [
      { productId: 'cup', quantity: 3 },
      { productId: 'cup', quantity: 3 },
    ];
    expect(refundOrder(order, { ...refund('r', '', 0), lines })).toEqual({
      kind: 'exceeds',
      productId: 'cup',
      asked: 3,
      kept: 2,
    });
  });

  it('takes exactly the units asked for, as far as there are any, and never more than a line holds', () => {
    const lines = fc.array(
      fc
        .tuple(fc.constantFrom('cup', 'pot'), fc.nat(20), fc.nat(20))
        .map(([id, kept, gone]) => line(id, kept + gone, gone)),
    );
    fc.assert(
      fc.property(lines, fc.nat(60), (given, asked) => {
        const kept = given.reduce(
          (sum, it) => sum + (it.productId === 'cup' ? it.quantity - it.refundedQuantity : 0),
          0,
        );
        const after = refundUnits(given, 'cup', asked);
        const taken = after.reduce((sum, it, index) => sum + it.refundedQuantity - given[index]!.refundedQuantity, 0);
        expect(taken).toBe(Math.min(asked, kept));
        expect(after.every((it) => it.refundedQuantity <= it.quantity)).toBe(true);
      }),
    );
  });
});

describe('cancelOrderAt', () => {
  it('cancels once and keeps the newer time', () => {
    const cancelled = cancelOrderAt(order, '2026-04-01T00:00:00.000Z');
    expect(cancelled).toMatchObject({ status: 'cancelled', updatedAt: order.updatedAt });
    expect(cancelOrderAt(cancelled, '2026-06-01T00:00:00.000Z')).toBe(cancelled);
  });
});
