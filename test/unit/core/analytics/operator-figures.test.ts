import { periodBefore, wholeWeeks } from '#core/analytics/day-period';
import { keyFigures } from '#core/analytics/key-figures';
import { type MerchantPeriod, operatorFigures } from '#core/analytics/operator-figures';
import { describeFigures } from '#scripts/operator/figures-command';
import { rollUpRow } from '#test/support/roll-up-rows';

const day = '2026-10-10';
const idle = keyFigures([]);

const busy = (revenueMinor: number, influencedRevenueMinor: number, currency = 'EUR') =>
  keyFigures([
    rollUpRow(day, {}, { sessions: 100 }),
    rollUpRow(day, { scope: 'recommendation' }, { impressions: 50, clicks: 5 }),
    rollUpRow(day, { currency }, { orders: 4, revenueMinor, influencedOrders: 1, influencedRevenueMinor }),
  ]);

const merchants: MerchantPeriod[] = [
  { companyId: 'a', current: busy(1000, 400), previous: busy(500, 0), revenueLift: 0.04 },
  { companyId: 'b', current: busy(3000, 600), previous: idle, revenueLift: null },
  { companyId: 'c', current: idle, previous: busy(800, 100), revenueLift: null },
  { companyId: 'd', current: busy(900, 0, 'JPY'), previous: busy(1, 0), revenueLift: 0.02 },
];

describe('figures of an operator', () => {
  it('are sums over merchants, currencies apart, and means that weigh each alike', () => {
    expect(operatorFigures(merchants)).toMatchObject({
      merchants: 4,
      active: 3,
      activeBefore: 3,
      retention: { value: 2 / 3 },
      clickRate: { value: 0.1 },
      conversion: { value: 0.04 },
      sales: [
        { currency: 'EUR', revenue: 4000, influencedRevenue: 1000, influencedShare: 0.25 },
        { currency: 'JPY', revenue: 900, influencedRevenue: 0, influencedShare: 0 },
      ],
      meanInfluencedShare: expect.closeTo(0.2, 12),
      meanRevenueLift: { merchants: 2, mean: expect.closeTo(0.03, 12) },
    });
  });

  it('are unknown without merchants, and say so', () => {
    const nothing = operatorFigures([]);
    expect(nothing).toMatchObject({ merchants: 0, retention: null, sales: [], meanRevenueLift: null });
    expect(describeFigures(nothing)).toContain('retention unknown');
  });

  it('say beside what is influenced that it is not caused', () => {
    const text = describeFigures(operatorFigures(merchants));
    expect(text).toContain('GMV 40.00 EUR, influenced 10.00 EUR (25.00 %; not causal)');
    expect(text).toContain('GMV 900 JPY');
    expect(text).toContain('3.00 % more, mean of 2 merchants');
  });
});

describe('periods', () => {
  it('have as many days before them', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' });
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-01' })).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  });

  it('hold the weeks that begin and end in them', () => {
    // The 2nd of November 2026 is a Monday.
    expect(wholeWeeks({ from: '2026-11-01', to: '2026-11-15' })).toEqual({ from: '2026-11-02', to: '2026-11-09' });
    expect(wholeWeeks({ from: '2026-11-02', to: '2026-11-08' })).toEqual({ from: '2026-11-02', to: '2026-11-02' });
    expect(wholeWeeks({ from: '2026-11-03', to: '2026-11-15' })).toEqual({ from: '2026-11-09', to: '2026-11-09' });
    expect(wholeWeeks({ from: '2026-11-03', to: '2026-11-14' })).toBeUndefined();
  });
});
