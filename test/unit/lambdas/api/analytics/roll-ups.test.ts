import {
  estimateReturn,
  getBreakdown,
  getConversion,
  getFunnel,
  getKeyFigures,
  getTimeSeries,
} from '#contracts/api/analytics';
import type { Operation } from '#contracts/operation';
import { makeHandler as makeEstimateReturn } from '#lambdas/api/analytics/estimate-return';
import { makeHandler as makeGetBreakdown } from '#lambdas/api/analytics/get-breakdown';
import { makeHandler as makeGetConversion } from '#lambdas/api/analytics/get-conversion';
import { makeHandler as makeGetFunnel } from '#lambdas/api/analytics/get-funnel';
import { makeHandler as makeGetKeyFigures } from '#lambdas/api/analytics/get-key-figures';
import { makeHandler as makeGetTimeSeries } from '#lambdas/api/analytics/get-time-series';
import type { ReportDependencies } from '#lambdas/api/analytics/report-dependencies';
import type { AnalyticsDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import type { HttpHandler } from '#lambdas/shared/http-endpoint';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { rollUpRow } from '#test/support/roll-up-rows';

const lists = { scope: 'recommendation', placement: 'product', relation: 'also-bought' } as const;

const rows = [
  rollUpRow('2026-11-02', {}, { views: 50, sessions: 20 }),
  rollUpRow(
    '2026-11-02',
    { currency: 'EUR' },
    { orders: 2, revenueMinor: 6000, influencedOrders: 1, influencedRevenueMinor: 4000 },
  ),
  rollUpRow('2026-11-02', { currency: 'JPY' }, { orders: 1, revenueMinor: 900 }),
  rollUpRow('2026-11-02', lists, { impressions: 40, itemImpressions: 160, clicks: 4, addsToCart: 2 }),
  rollUpRow('2026-11-03', { ...lists, currency: 'EUR' }, { orders: 1, units: 1, revenueMinor: 1500 }),
  rollUpRow('2026-11-03', { scope: 'offer', ruleId: 'r1' }, { offersShown: 10, accepts: 3 }),
  rollUpRow('2026-10-30', {}, { views: 9 }),
];

const dependencies = (options: FakeOptions): AnalyticsDependencies & ReportDependencies => ({
  ...endpointFakes(options),
  counters: { days: async () => [] },
  rollUps: {
    days: async (companyId, from, to) =>
      companyId === testCompanyId ? rows.filter(({ date }) => from <= date && date <= to) : [],
  },
  holdOut: { weeks: async () => [] },
  reports: { get: async () => undefined },
});

const callOf =
  (
    operation: Operation,
    makeHandler: (deps: AnalyticsDependencies & ReportDependencies) => HttpHandler,
    usual: HttpEventParts = { query: { from: '2026-11-01', to: '2026-11-07' } },
  ): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler(dependencies(options))(
      httpEvent(operation, {
        claims: claimsOf(testUserId),
        ...usual,
        ...parts,
        query: { companyId: testCompanyId, ...usual.query, ...parts.query },
      }),
      testContext,
    );

/** The answer as its contract has it. */
const answerOf = async (operation: Operation, call: ReturnType<MemberCall>) => {
  const answer = await call;
  expect(answer.statusCode).toBe(200);
  const body = jsonBody(answer);
  expect(operation.response?.safeParse(body).error).toBeUndefined();
  return body;
};

const itLimitsThePeriod = (call: MemberCall): void => {
  it('answers 200 for 92 days, 422 for one more and for an end before the start', async () => {
    expect((await call({ query: { from: '2026-01-01', to: '2026-04-02' } })).statusCode).toBe(200);
    expect((await call({ query: { from: '2026-01-01', to: '2026-04-03' } })).statusCode).toBe(422);
    expect((await call({ query: { from: '2026-11-20', to: '2026-11-19' } })).statusCode).toBe(422);
  });
};

describe('GET /api/analytics/time-series', () => {
  const call = callOf(getTimeSeries, makeGetTimeSeries, {
    query: { from: '2026-11-01', to: '2026-11-03', metric: 'revenue' },
  });
  itGuardsMembers(getTimeSeries, call);
  itLimitsThePeriod(call);

  it('answers 200 with a series for each currency, every day in it', async () => {
    const body = await answerOf(getTimeSeries, call({}, { role: 'viewer' }));
    const zero = (period: string) => ({ period, value: 0 });
    expect(body).toMatchObject({ timeZone: 'Europe/Berlin', interval: 'day' });
    expect(body.series).toEqual([
      {
        currency: 'EUR',
        total: 6000,
        points: [zero('2026-11-01'), { period: '2026-11-02', value: 6000 }, zero('2026-11-03')],
      },
      {
        currency: 'JPY',
        total: 900,
        points: [zero('2026-11-01'), { period: '2026-11-02', value: 900 }, zero('2026-11-03')],
      },
    ]);
  });

  it('answers 200 for a year of months, and 422 beyond', async () => {
    const year = { from: '2025-12-01', to: '2026-11-30', metric: 'views', interval: 'month' };
    const body = await answerOf(getTimeSeries, call({ query: year }));
    expect(body.series).toMatchObject([{ currency: null, total: 59, points: { length: 12 } }]);
    expect((await call({ query: { ...year, from: '2025-11-29' } })).statusCode).toBe(422);
  });

  it.each([
    ['metric', 'happiness'],
    ['interval', 'hour'],
    ['scope', 'everything'],
    ['from', '2026-02-30'],
  ])('answers 400 naming %s when it is %p', async (name, value) => {
    const answer = await call({ query: { [name]: value } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer: `/query/${name}` })]);
  });
});

describe('GET /api/analytics/breakdown', () => {
  const call = callOf(getBreakdown, makeGetBreakdown, {
    query: { from: '2026-11-01', to: '2026-11-07', by: 'placement' },
  });
  itGuardsMembers(getBreakdown, call);
  itLimitsThePeriod(call);

  it('answers 200 with figures of each placement, labelled as not causal', async () => {
    const body = await answerOf(getBreakdown, call());
    expect(body).toMatchObject({ omitted: 0, attribution: 'last-touch-not-causal' });
    expect(body.entries).toMatchObject([
      {
        key: { placement: 'product' },
        events: { impressions: 40, clicks: 4 },
        rates: { clicksPerList: { value: 0.1 }, acceptsPerOffer: null },
        money: [{ currency: 'EUR', orders: 1, revenueMinor: 1500 }],
      },
    ]);
  });

  it('answers 200 by rule, and without entries where nothing is known', async () => {
    const byRule = await answerOf(getBreakdown, call({ query: { by: 'rule' } }));
    expect(byRule.entries).toMatchObject([{ key: { ruleId: 'r1' }, rates: { acceptsPerOffer: { value: 0.3 } } }]);
    expect((await answerOf(getBreakdown, call({ query: { by: 'experiment' } }))).entries).toEqual([]);
  });
});

describe('GET /api/analytics/funnel', () => {
  const call = callOf(getFunnel, makeGetFunnel);
  itGuardsMembers(getFunnel, call);
  itLimitsThePeriod(call);

  it('answers 200 with both funnels', async () => {
    const body = await answerOf(getFunnel, call());
    const counts = (steps: unknown) => (steps as { count: number }[]).map(({ count }) => count);
    expect([counts(body.recommendations), counts(body.offers)]).toEqual([
      [40, 4, 2, 1],
      [10, 3, 0],
    ]);
  });
});

describe('GET /api/analytics/conversion', () => {
  const call = callOf(getConversion, makeGetConversion);
  itGuardsMembers(getConversion, call);
  itLimitsThePeriod(call);

  it('answers 200 with the conversion of each recommendation type and its interval', async () => {
    const body = await answerOf(getConversion, call());
    expect(body.types).toMatchObject([
      {
        relation: 'also-bought',
        listsShown: 40,
        clicks: 4,
        orders: 1,
        ordersPerClick: { value: 0.25, low: expect.closeTo(0.0456, 3), high: expect.closeTo(0.6994, 3) },
        revenue: [{ currency: 'EUR', amount: 1500 }],
      },
    ]);
  });
});

describe('GET /api/analytics/key-figures', () => {
  const call = callOf(getKeyFigures, makeGetKeyFigures);
  itGuardsMembers(getKeyFigures, call);
  itLimitsThePeriod(call);

  it('answers 200 with the period, as many days before it, and order values with and without', async () => {
    const body = await answerOf(getKeyFigures, call());
    expect(body).toMatchObject({
      attribution: 'last-touch-not-causal',
      current: { from: '2026-11-01', to: '2026-11-07', views: 50, conversion: { value: 0.15 } },
      previous: { from: '2026-10-25', to: '2026-10-31', views: 9, byCurrency: [] },
    });
    expect((body.current as { byCurrency: unknown }).byCurrency).toMatchObject([
      { currency: 'EUR', orderValueWith: 4000, orderValueWithout: 2000, creditedByRecommendations: 1500 },
      { currency: 'JPY', influencedShare: 0 },
    ]);
  });

  it('tells of the hold-out only where a whole week lies in the period', async () => {
    // The 2nd of November 2026 is a Monday.
    expect((await answerOf(getKeyFigures, call())).holdOut).toBeNull();
    const week = await answerOf(getKeyFigures, call({ query: { to: '2026-11-08' } }));
    expect(week.holdOut).toMatchObject({ currency: 'EUR', incrementalRevenue: null });
  });
});

describe('POST /api/analytics/return-on-investment', () => {
  const inputs = {
    currency: 'EUR',
    ordersPerMonth: 1000,
    orderValueMinor: 5000,
    marginBasisPoints: 4000,
    monthlyCostMinor: 14_900,
    orderValueLiftBasisPoints: 200,
  };
  const call = callOf(estimateReturn, makeEstimateReturn, { body: inputs });
  itGuardsMembers(estimateReturn, call);

  it('answers 200 with what the assumed lifts come to, and says that they are assumed', async () => {
    const body = await answerOf(estimateReturn, call());
    expect(body).toMatchObject({ netMinor: 25_100, breakEvenBasisPoints: 75, basis: 'assumed-lifts' });
  });

  it('answers 400 naming a share beyond the whole', async () => {
    const answer = await call({ body: { ...inputs, marginBasisPoints: 10_001 } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer: '/body/marginBasisPoints' })]);
  });
});
