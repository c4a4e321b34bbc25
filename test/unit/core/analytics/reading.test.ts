import fc from 'fast-check';
import { type BreakdownKind, breakdown, breakdownKinds } from '#core/analytics/breakdown';
import { ratesOf, sumFigures } from '#core/analytics/figures';
import { funnels } from '#core/analytics/funnel';
import { keyFigures } from '#core/analytics/key-figures';
import type { RollUpCounter, RollUpRow } from '#core/analytics/roll-up';
import { metricDefinitions, metricNames, timeSeries } from '#core/analytics/time-series';
import { rollUpRow, someRows } from '#test/support/roll-up-rows';

const from = '2026-02-27';
const to = '2026-03-01';

/** A counter by looking at every row. */
const total = (rows: readonly RollUpRow[], name: RollUpCounter): number =>
  rows.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);

const currenciesOf = (rows: readonly RollUpRow[]) => [...new Set(rows.map(({ dimension }) => dimension.currency))];

describe('figures', () => {
  it('are sums of the rows, those of orders apart by currency', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { events, money } = sumFigures(rows);
        expect(events.clicks).toBe(total(rows, 'clicks'));
        for (const { currency, revenueMinor, orders } of money) {
          const own = rows.filter(({ dimension }) => dimension.currency === currency);
          expect([revenueMinor, orders]).toEqual([total(own, 'revenueMinor'), total(own, 'orders')]);
        }
        expect(money.reduce((sum, one) => sum + one.revenueMinor, 0)).toBe(total(rows, 'revenueMinor'));
        expect(new Set(money.map(({ currency }) => currency)).size).toBe(money.length);
      }),
    );
  });

  it('have rates with the interval that their counts allow, and none of nothing', () => {
    const rows = [rollUpRow(from, { scope: 'recommendation' }, { impressions: 200, itemImpressions: 800, clicks: 10 })];
    const { clicksPerList, clicksPerProduct, addsPerClick, acceptsPerOffer } = ratesOf(sumFigures(rows));
    // Wilson 1927 for 10 of 200, to four digits.
    expect(clicksPerList).toEqual({ value: 0.05, low: expect.closeTo(0.0274, 4), high: expect.closeTo(0.0896, 4) });
    expect(clicksPerProduct?.value).toBe(0.0125);
    expect(addsPerClick).toMatchObject({ value: 0 });
    expect(acceptsPerOffer).toBeNull();
  });

  it('give no interval where lists were clicked more often than shown', () => {
    const rows = [rollUpRow(from, { scope: 'recommendation' }, { impressions: 1, clicks: 2 })];
    expect(ratesOf(sumFigures(rows)).clicksPerList).toEqual({ value: 2, low: null, high: null });
  });
});

describe('a time series', () => {
  it.each(metricNames)('%s adds up to a recount of the rows, by day and by month', (metric) => {
    const definition: { of: RollUpCounter; by?: RollUpCounter; scope: string; isMoney?: true } =
      metricDefinitions[metric];
    fc.assert(
      fc.property(someRows, fc.constantFrom('day' as const, 'month' as const), (rows, interval) => {
        for (const { currency, points, total: all } of timeSeries(rows, { metric, from, to, interval })) {
          const own = rows.filter(
            ({ dimension }) =>
              dimension.scope === definition.scope && (!definition.isMoney || dimension.currency === currency),
          );
          const valueIn = (some: readonly RollUpRow[]) => {
            if (!definition.by) return total(some, definition.of);
            const by = total(some, definition.by);
            return by === 0 ? null : total(some, definition.of) / by;
          };
          expect(all).toBe(valueIn(own));
          expect(points).toEqual(
            (interval === 'day' ? ['2026-02-27', '2026-02-28', '2026-03-01'] : ['2026-02', '2026-03']).map(
              (period) => ({ period, value: valueIn(own.filter(({ date }) => date.startsWith(period))) }),
            ),
          );
        }
      }),
    );
  });

  it('never puts two currencies into one series, and leaves out none', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const series = timeSeries(rows, { metric: 'revenue', from, to, interval: 'day' });
        const own = rows.filter(({ dimension, counts }) => dimension.scope === 'store' && counts.revenueMinor);
        expect(series.map(({ currency }) => currency).toSorted()).toEqual(currenciesOf(own).toSorted());
      }),
    );
  });

  it('tells of one placement, or of credited orders, where it is asked to', () => {
    const lists = { scope: 'recommendation', relation: 'similar' } as const;
    const rows = [
      rollUpRow(from, { ...lists, placement: 'cart' }, { clicks: 3 }),
      rollUpRow(from, { ...lists, placement: 'product' }, { clicks: 5 }),
      rollUpRow(from, { ...lists, placement: 'cart', currency: 'EUR' }, { orders: 1, revenueMinor: 900 }),
      rollUpRow(from, { currency: 'EUR' }, { orders: 4, revenueMinor: 5000 }),
    ];
    const question = { from, to, interval: 'month', filter: { placement: 'cart' } } as const;
    expect(timeSeries(rows, { ...question, metric: 'clicks' })[0]?.total).toBe(3);
    expect(timeSeries(rows, { ...question, metric: 'order-value', scope: 'recommendation' })).toEqual([
      {
        currency: 'EUR',
        total: 900,
        points: [
          { period: '2026-02', value: 900 },
          { period: '2026-03', value: null },
        ],
      },
    ]);
  });

  it('is a series of zeros where nothing was counted, and none of money', () => {
    const question = { from: to, to, interval: 'day' } as const;
    const points = [{ period: to, value: 0 }];
    expect(timeSeries([], { ...question, metric: 'views' })).toEqual([{ currency: null, total: 0, points }]);
    expect(timeSeries([], { ...question, metric: 'revenue' })).toEqual([]);
  });
});

describe('a breakdown', () => {
  const scopesOf: Readonly<Record<BreakdownKind, readonly string[]>> = {
    placement: ['recommendation'],
    relation: ['recommendation'],
    model: ['recommendation'],
    rule: ['offer'],
    experiment: ['recommendation', 'offer'],
  };

  it.each(breakdownKinds)('by %s puts every row of its scope into exactly one entry', (kind) => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { entries, omitted } = breakdown(rows, kind);
        const own = rows.filter(
          ({ dimension }) =>
            scopesOf[kind].includes(dimension.scope) && (kind !== 'experiment' || dimension.experimentId !== null),
        );
        expect(omitted).toBe(0);
        for (const name of ['impressions', 'clicks', 'accepts'] as const) {
          expect(entries.reduce((sum, { events }) => sum + events[name], 0)).toBe(total(own, name));
        }
        expect(new Set(entries.map(({ key }) => JSON.stringify(key))).size).toBe(entries.length);
      }),
    );
  });

  it('lists what was shown most first, and says how many entries it leaves out', () => {
    const rows = Array.from({ length: 203 }, (_, index) =>
      rollUpRow(from, { scope: 'offer', ruleId: `r${index}` }, { offersShown: index + 1 }),
    );
    const { entries, omitted } = breakdown(rows, 'rule');
    expect([entries.length, omitted, entries[0]?.key]).toEqual([200, 3, { ruleId: 'r202' }]);
  });
});

describe('the funnels', () => {
  it('count what was shown and how far it came', () => {
    const lists = { scope: 'recommendation', relation: 'similar', placement: 'product' } as const;
    const rows = [
      rollUpRow(from, lists, { impressions: 100, clicks: 10, addsToCart: 4 }),
      rollUpRow(to, { ...lists, currency: 'EUR' }, { orders: 2 }),
      rollUpRow(to, { ...lists, currency: 'JPY' }, { orders: 1 }),
      rollUpRow(to, { scope: 'offer', ruleId: 'r1' }, { offersShown: 8, accepts: 2 }),
      rollUpRow(to, { currency: 'EUR' }, { orders: 90 }),
    ];
    const { recommendations, offers } = funnels(rows);
    const shape = recommendations.map(({ step, count, ofPrevious }) => [step, count, ofPrevious?.value]);
    expect(shape).toEqual([
      ['lists-shown', 100, undefined],
      ['clicks', 10, 0.1],
      ['adds-to-cart', 4, 0.4],
      ['orders', 3, 0.75],
    ]);
    expect(offers.map(({ count, ofFirst }) => [count, ofFirst?.value])).toEqual([
      [8, undefined],
      [2, 0.25],
      [0, 0],
    ]);
  });
});

describe('key figures', () => {
  it('split what a store sold into influenced and other orders without losing any', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { byCurrency } = keyFigures(rows);
        const store = rows.filter(({ dimension }) => dimension.scope === 'store');
        expect(byCurrency.reduce((sum, { orders }) => sum + orders, 0)).toBe(total(store, 'orders'));
        expect(byCurrency.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(total(store, 'revenueMinor'));
      }),
    );
  });

  it('compare order values with and without recommendations', () => {
    const rows = [
      rollUpRow(from, {}, { sessions: 40, views: 100 }),
      rollUpRow(
        from,
        { currency: 'EUR' },
        { orders: 4, revenueMinor: 10_000, influencedOrders: 1, influencedRevenueMinor: 4_000 },
      ),
      rollUpRow(from, { scope: 'recommendation', placement: 'product', currency: 'EUR' }, { revenueMinor: 1_500 }),
      rollUpRow(from, { scope: 'offer', ruleId: 'r1', currency: 'EUR' }, { revenueMinor: 500 }),
    ];
    const { byCurrency, conversion } = keyFigures(rows);
    expect(byCurrency).toEqual([
      expect.objectContaining({
        currency: 'EUR',
        influencedShare: 0.4,
        creditedByRecommendations: 1_500,
        creditedByOffers: 500,
        orderValue: 2_500,
        orderValueWith: 4_000,
        orderValueWithout: 2_000,
      }),
    ]);
    expect(conversion?.value).toBe(0.1);
  });
});
