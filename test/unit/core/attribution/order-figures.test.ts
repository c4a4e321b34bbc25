import { dimensionOf } from '#core/analytics/roll-up';
import { type CreditTerms, creditOrder, type OrderCredit } from '#core/attribution/order-credit';
import { soldByPage } from '#core/attribution/sold-order';
import { keepTouches, type Touch } from '#core/attribution/touch';
import type { Order } from '#core/orders/order';

/** The example of docs/attribution.md. */
const also = dimensionOf({ scope: 'recommendation', placement: 'product', relation: 'also-bought' });
const similar = dimensionOf({ scope: 'recommendation', placement: 'product', relation: 'similar' });
const rule = dimensionOf({ scope: 'offer', ruleId: 'mug-for-tea' });
const touch = (eventId: string, at: string, productId: string, cause: Touch['cause']): Touch => ({
  eventId,
  sessionId: 's1',
  kind: 'click',
  at,
  productIds: [productId],
  cause,
  servedId: `served-${eventId}`,
});
const touches = [
  touch('e1', '2026-11-16T10:00:00.000Z', 'A', also),
  touch('e2', '2026-11-16T11:00:00.000Z', 'B', rule),
  touch('e3', '2026-11-17T10:00:00.000Z', 'A', similar),
];
const terms: CreditTerms = { timeZone: 'UTC', clickWindowHours: 168, viewWindowHours: 0 };
const line = (productId: string, quantity: number, amount: number, refundedQuantity = 0) => ({
  productId,
  quantity,
  refundedQuantity,
  unitPrice: { amount, currency: 'EUR' },
});
const order = (changes: Partial<Order> = {}): Order => ({
  orderId: 'o1',
  sessionId: 's1',
  status: 'placed',
  currency: 'EUR',
  lines: [line('A', 2, 1_000), line('B', 1, 500), line('C', 1, 300)],
  orderedAt: '2026-11-18T12:00:00.000Z',
  updatedAt: '2026-11-18T12:00:00.000Z',
  ...changes,
});

const creditOf = (sold: Order, before?: OrderCredit) =>
  creditOrder({ before, order: sold, purchases: [] }, { touches, terms, costs: { A: 600 } })!;
const countsOf = ({ rows }: OrderCredit) =>
  Object.fromEntries(
    rows.map(({ dimension, counts }) => [dimension.ruleId ?? dimension.relation ?? dimension.scope, counts]),
  );

describe('the example of the documentation', () => {
  const credit = creditOf(order());

  it('credits the last click on A, the accepted offer on B, and nobody with C', () => {
    expect(countsOf(credit)).toEqual({
      similar: { orders: 1, units: 2, revenueMinor: 2_000, marginMinor: 800, costedRevenueMinor: 2_000 },
      'mug-for-tea': { orders: 1, units: 1, revenueMinor: 500 },
      store: {
        orders: 1,
        units: 4,
        revenueMinor: 2_800,
        marginMinor: 800,
        costedRevenueMinor: 2_000,
        influencedOrders: 1,
        influencedRevenueMinor: 2_800,
      },
    });
  });

  it('takes back what one A brought, on the day of the order', () => {
    const after = creditOf(order({ lines: [line('A', 2, 1_000, 1), line('B', 1, 500), line('C', 1, 300)] }), credit);
    expect(countsOf(after)).toMatchObject({
      similar: { orders: 1, units: 1, revenueMinor: 1_000, refundMinor: 1_000 },
      store: { revenueMinor: 1_800, refundMinor: 1_000, influencedRevenueMinor: 1_800 },
    });
    expect(new Set(after.rows.map(({ date }) => date))).toEqual(new Set(['2026-11-18']));
  });

  it('leaves refunds alone of an order that was cancelled', () => {
    expect(countsOf(creditOf(order({ status: 'cancelled' }), credit))).toEqual({
      similar: { refundMinor: 2_000 },
      'mug-for-tea': { refundMinor: 500 },
      store: { refundMinor: 2_800 },
    });
  });
});

describe('an order whose buyer was erased', () => {
  it('keeps what it was credited to, follows its refunds, and names nobody', () => {
    const anonymous = order({ sessionId: undefined, anonymisedAt: '2026-12-01T00:00:00.000Z' });
    const after = creditOf({ ...anonymous, status: 'cancelled' }, creditOf(anonymous, creditOf(order())));
    expect(countsOf(after)).toMatchObject({ similar: { refundMinor: 2_000 }, 'mug-for-tea': { refundMinor: 500 } });
    expect(JSON.stringify(after)).not.toContain('"s1"');
  });
});

describe('what a page tells of an order', () => {
  const word = { eventId: 'e', sessionId: 's1', at: '2026-11-18T12:00:00.000Z' };

  it('spreads the total over the products to the last minor unit', () => {
    const { lines } = soldByPage({ ...word, productIds: ['A', 'B', 'C'], value: { amount: 100, currency: 'EUR' } });
    expect(lines.map(({ unitAmount }) => unitAmount)).toEqual([34, 33, 33]);
  });

  it('is an order of nothing known, in no currency, when it tells no more', () => {
    expect(soldByPage({ ...word, productIds: [] })).toMatchObject({
      currency: null,
      lines: [{ productId: null, quantity: 1, kept: 1, unitAmount: 0 }],
    });
  });
});

describe('touches that are kept', () => {
  const many = Array.from({ length: 150 }, (_, index) =>
    touch(`e${index}`, new Date(Date.UTC(2026, 10, 1, 0, index)).toISOString(), 'A', also),
  );
  const now = '2026-11-18T12:00:00.000Z';

  it('are the latest hundred of a kind, in whatever pieces they come', () => {
    const once = keepTouches([], many, now);
    const pieces = keepTouches(keepTouches([], many.slice(75), now), [...many.slice(0, 75)].reverse(), now);
    expect(once).toHaveLength(100);
    expect(pieces).toEqual(once);
    expect(once[0]?.eventId).toBe('e149');
  });

  it('are none that could not earn an order any more', () => {
    expect(keepTouches(many, [], '2026-12-09T00:00:00.000Z')).toEqual([]);
  });
});
