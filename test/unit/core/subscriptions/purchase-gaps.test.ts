import fc from 'fast-check';
import type { Order } from '#core/orders/order';
import { gapsOf, mostGapsOfBuyer, perUnit } from '#core/subscriptions/purchase-gaps';
import { PurchaseLogBuilder, purchasesOf } from '#core/subscriptions/purchase-log';
import { quantityElasticity } from '#core/subscriptions/quantity-elasticity';
import { logSpread, median, typicalGap } from '#core/subscriptions/robust-gap';

const dayMs = 86_400_000;
const on = (day: number, units = 1) => ({ atMs: day * dayMs, units });

describe('gapsOf', () => {
  it('gives the days to the next purchase and the units bought, and leaves the last gap open', () => {
    const gaps = gapsOf([on(0, 2), on(60), on(90)], 100 * dayMs);
    expect(gaps).toEqual([
      { days: 60, units: 2, isClosed: true },
      { days: 30, units: 1, isClosed: true },
      { days: 10, units: 1, isClosed: false },
    ]);
    expect(perUnit(gaps, 1).map(({ daysPerUnit }) => daysPerUnit)).toEqual([30, 30, 10]);
    expect(perUnit(gaps, 0).map(({ daysPerUnit }) => daysPerUnit)).toEqual([60, 30, 10]);
  });

  it('takes purchases within a day for one, in any order', () => {
    const purchases = [on(30), on(0, 1), on(0.5, 2)];
    expect(gapsOf(purchases, 30 * dayMs)).toEqual([
      { days: 30, units: 3, isClosed: true },
      { days: 0, units: 1, isClosed: false },
    ]);
    expect(gapsOf([...purchases].reverse(), 30 * dayMs)).toEqual(gapsOf(purchases, 30 * dayMs));
  });

  it('keeps the latest gaps of a heavy buyer, and leaves out what lies in the future', () => {
    const purchases = Array.from({ length: 40 }, (_, index) => on(index * (index < 20 ? 5 : 10)));
    const gaps = gapsOf(purchases, 390 * dayMs);
    expect(gaps).toHaveLength(mostGapsOfBuyer + 1);
    expect(gaps.slice(0, -1).every(({ days }) => days === 10)).toBe(true);
    expect(gapsOf([on(0), on(10)], 5 * dayMs)).toEqual([{ days: 5, units: 1, isClosed: false }]);
  });

  it('has no gaps without purchases', () => {
    expect(gapsOf([], 0)).toEqual([]);
  });
});

describe('quantityElasticity', () => {
  const pair = (days: number, units: number) => [
    { days: 10, units: 1, isClosed: true },
    { days, units, isClosed: true },
  ];

  it('is the slope that most purchases agree on, whatever a minority does', () => {
    const usual = Array.from({ length: 40 }, () => pair(10 * 4 ** 0.5, 4));
    const wild = Array.from({ length: 30 }, () => pair(3000, 4));
    expect(quantityElasticity([...usual, ...wild])).toBeCloseTo(0.5, 9);
  });

  it('stays between none and proportional, and is proportional where too little is known', () => {
    expect(quantityElasticity(Array.from({ length: 40 }, () => pair(5, 4)))).toBe(0);
    expect(quantityElasticity(Array.from({ length: 40 }, () => pair(500, 4)))).toBe(1);
    expect(quantityElasticity(Array.from({ length: 29 }, () => pair(10, 4)))).toBe(1);
    expect(quantityElasticity(Array.from({ length: 40 }, () => pair(20, 1)))).toBe(1);
    expect(quantityElasticity([])).toBe(1);
  });

  it('leaves the open gap out', () => {
    const open = [...pair(20, 4), { days: 1, units: 9, isClosed: false }];
    expect(quantityElasticity(Array.from({ length: 40 }, () => open))).toBeCloseTo(0.5, 9);
  });
});

describe('typicalGap', () => {
  const closed = (...days: number[]) => days.map((daysPerUnit) => ({ daysPerUnit, isClosed: true }));
  const open = (daysPerUnit: number) => ({ daysPerUnit, isClosed: false });

  it('is the median when no gap is open', () => {
    expect(typicalGap(closed(10, 30, 20))).toBe(20);
    expect(typicalGap(closed(10, 40, 20, 30))).toBe(25);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }), (days) => {
        expect(typicalGap(closed(...days))).toBeCloseTo(median(days)!, 9);
      }),
    );
  });

  it('grows with an open gap that has lasted longer, and not with one that has just begun', () => {
    expect(typicalGap([...closed(10, 20, 30), open(25)])).toBe(25);
    expect(typicalGap([...closed(10, 20, 30), open(1)])).toBe(20);
  });

  it('leaves out an open gap of somebody who has left', () => {
    expect(typicalGap([...closed(10, 20, 30), open(4000)])).toBe(20);
  });

  it('is the longest closed gap when more are open', () => {
    expect(typicalGap([...closed(10), open(11), open(12), open(13)])).toBe(10);
  });

  it('says nothing without closed gaps', () => {
    expect(typicalGap([])).toBeUndefined();
    expect(typicalGap([open(100)])).toBeUndefined();
  });

  it('stays within what was seen while less than half of the gaps are wild', () => {
    const usual = fc.integer({ min: 20, max: 40 });
    const wild = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(
        fc.array(usual, { minLength: 11, maxLength: 11 }),
        fc.array(wild, { maxLength: 10 }),
        (some, others) => {
          const typical = typicalGap(closed(...some, ...others))!;
          expect(typical).toBeGreaterThanOrEqual(20);
          expect(typical).toBeLessThanOrEqual(40);
        },
      ),
    );
  });
});

describe('logSpread', () => {
  it('is the ratio that gaps differ by, and says nothing of a single one', () => {
    expect(logSpread([10, 10, 10])).toBe(0);
    expect(logSpread([10, 20, 40])).toBeCloseTo(1.4826 * Math.log(2), 9);
    expect(logSpread([10])).toBeUndefined();
    expect(logSpread([])).toBeUndefined();
  });
});

describe('PurchaseLogBuilder', () => {
  const order = (orderId: string, given: Partial<Order> = {}): Order => ({
    orderId,
    customerId: 'ann',
    status: 'placed',
    currency: 'EUR',
    lines: [
      { productId: 'tea', quantity: 3, refundedQuantity: 1, unitPrice: { amount: 1, currency: 'EUR' } },
      { productId: 'tea', quantity: 1, refundedQuantity: 0, unitPrice: { amount: 1, currency: 'EUR' } },
      { productId: 'mug', quantity: 1, refundedQuantity: 1, unitPrice: { amount: 1, currency: 'EUR' } },
    ],
    orderedAt: '1970-01-02T00:00:00.000Z',
    updatedAt: '1970-01-02T00:00:00.000Z',
    ...given,
  });

  it('counts the units kept of each order once, and no guests or cancelled orders', () => {
    const builder = new PurchaseLogBuilder();
    for (const one of [
      order('1'),
      order('1'),
      order('2', { customerId: undefined }),
      order('3', { status: 'cancelled' }),
    ]) {
      builder.add(one);
    }
    expect([...builder.finish()].map(([id, buyers]) => [id, [...buyers]])).toEqual([
      ['tea', [['ann', [{ atMs: dayMs, units: 3 }]]]],
    ]);
  });

  it('gives the purchases of one product', () => {
    const orders = [order('1'), order('2', { orderedAt: '1970-01-05T00:00:00.000Z' })];
    expect(purchasesOf(orders, 'tea')).toEqual([on(1, 3), on(4, 3)]);
    expect(purchasesOf(orders, 'none')).toEqual([]);
  });
});
