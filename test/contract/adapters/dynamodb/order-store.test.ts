import { makeOrderStore } from '#adapters/dynamodb/order-store';
import type { Order } from '#core/orders/order';
import { withTable } from '#test/support/with-table';

const order = (orderId: string, orderedAt: string): Order => ({
  orderId,
  status: 'placed',
  currency: 'EUR',
  lines: [{ productId: 'p1', quantity: 1, refundedQuantity: 0, unitPrice: { amount: 100, currency: 'EUR' } }],
  orderedAt,
  updatedAt: orderedAt,
});

describe('the orders between two instants', () => {
  const onTable = withTable();

  onTable('come by time over months, the first instant included and the last one not', async (table) => {
    const store = makeOrderStore(table);
    const [from, until] = ['2026-10-31T12:00:00.000Z', '2026-11-01T12:00:00.000Z'];
    await store.upsertMany('shop', [
      order('too-early', '2026-10-31T11:59:59.999Z'),
      order('at-first', from),
      order('next-month', '2026-11-01T00:00:00.000Z'),
      order('just-before', '2026-11-01T11:59:59.999Z'),
      order('at-last', until),
    ]);
    await store.upsertMany('other', [order('theirs', '2026-11-01T00:00:00.000Z')]);
    const found: string[] = [];
    for await (const { orderId } of store.streamBetween('shop', from, until)) found.push(orderId);
    expect(found).toEqual(['at-first', 'next-month', 'just-before']);
  });
});
