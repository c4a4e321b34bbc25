import {
  exportRevenueShare,
  getPlan,
  getRevenueShare,
  getUsage,
  listPlans,
  listUsageMonths,
} from '#contracts/api/usage';
import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { type CompanyPlan, defaultCompanyPlan } from '#core/plans/company-plan';
import { makeHandler as makeExportShare } from '#lambdas/api/usage/export-revenue-share';
import { makeHandler as makeGetPlan } from '#lambdas/api/usage/get-plan';
import { makeHandler as makeGetRevenueShare } from '#lambdas/api/usage/get-revenue-share';
import { makeHandler as makeGetUsage } from '#lambdas/api/usage/get-usage';
import { makeHandler as makeListPlans } from '#lambdas/api/usage/list-plans';
import { makeHandler as makeListMonths } from '#lambdas/api/usage/list-usage-months';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memoryRollUps, memoryStatements } from '#test/support/memory-usage-stores';

const shown = (date: string, impressions: number, placement = 'hybrid'): RollUpRow => ({
  date,
  dimension: dimensionOf({ scope: 'recommendation', placement }),
  counts: { impressions },
});
const sold = (date: string, revenueMinor: number): RollUpRow => ({
  date,
  dimension: dimensionOf({ scope: 'recommendation', placement: 'hybrid', currency: 'EUR' }),
  counts: { revenueMinor },
});
const rows = [
  shown('2026-10-31', 40),
  shown('2026-11-01', 600),
  shown('2026-11-18', 500, 'also-bought'),
  shown('2026-11-20', 100, 'frequently-viewed'),
  sold('2026-10-20', 100_000),
  sold('2026-11-02', 5_000),
];

const withPlan = (plan: Partial<CompanyPlan>) =>
  companySettings({
    company: { ...companySettings().company, createdAt: '2026-01-01T00:00:00.000Z' },
    plan: { value: { ...defaultCompanyPlan, ...plan }, version: 1, updatedAt: testNow, updatedBy: 'operator' },
  });

const setUp = (options: FakeOptions = {}) => {
  const deps = { ...endpointFakes(options), rollUps: memoryRollUps(rows), statements: memoryStatements() };
  const claims = claimsOf(testUserId);
  const query = { companyId: testCompanyId };
  const call =
    (handler: ReturnType<typeof makeGetUsage>, operation: Parameters<typeof httpEvent>[0]) =>
    (parts: HttpEventParts = {}) =>
      handler(httpEvent(operation, { claims, query, ...parts }), testContext);
  return {
    deps,
    usage: call(makeGetUsage(deps), getUsage),
    months: call(makeListMonths(deps), listUsageMonths),
    plan: call(makeGetPlan(deps), getPlan),
    plans: call(makeListPlans(deps), listPlans),
    share: call(makeGetRevenueShare(deps), getRevenueShare),
    shareFile: call(makeExportShare(deps), exportRevenueShare),
  };
};

describe('GET /api/usage', () => {
  itGuardsMembers(getUsage, (parts, options) => setUp(options).usage(parts));

  it('answers 200 with what was served against the quota, and when it was used up', async () => {
    const { usage, deps } = setUp({ settings: withPlan({}), defaultPlan: 'free' });
    const body = getUsage.response!.parse(jsonBody(await usage()));
    expect(body).toMatchObject({
      month: '2026-11',
      plan: 'free',
      served: 1_200,
      quota: { recommendationsPerMonth: 1_000, usedBasisPoints: 12_000, isUsedUp: true, usedUpOn: '2026-11-18' },
      widgetTypes: { used: 3, most: 2, isOver: true },
    });
    expect(body.days).toHaveLength(20);
    expect(body.forecast?.served).toBeGreaterThan(1_200);
    expect(deps.rollUps.asked).toEqual(['2026-10-23…2026-11-20']);
  });

  it('answers 200 without a quota where plans are off, and in a plan without one', async () => {
    for (const options of [{}, { settings: withPlan({ plan: 'enterprise' }), defaultPlan: 'free' as const }]) {
      const body = getUsage.response!.parse(jsonBody(await setUp(options).usage()));
      expect(body).toMatchObject({ served: 1_200, quota: null, widgetTypes: { used: 3, most: null, isOver: false } });
    }
  });

  it('answers 200 with a past month, without forecast', async () => {
    const answer = await setUp().usage({ query: { companyId: testCompanyId, month: '2026-10' } });
    expect(jsonBody(answer)).toMatchObject({ month: '2026-10', served: 40, forecast: null });
  });

  it('answers 422 to a month that has not begun and 400 to what is none', async () => {
    const { usage } = setUp();
    expect((await usage({ query: { companyId: testCompanyId, month: '2026-12' } })).statusCode).toBe(422);
    expect((await usage({ query: { companyId: testCompanyId, month: '2026-13' } })).statusCode).toBe(400);
  });
});

describe('GET /api/usage/months', () => {
  itGuardsMembers(listUsageMonths, (parts, options) => setUp(options).months(parts));

  it('answers 200 with each month, newest first', async () => {
    const answer = await setUp().months({ query: { companyId: testCompanyId, months: '3' } });
    expect(jsonBody(answer)).toEqual({
      months: [
        { month: '2026-11', served: 1_200 },
        { month: '2026-10', served: 40 },
        { month: '2026-09', served: 0 },
      ],
    });
  });
});

describe('GET /api/plan', () => {
  itGuardsMembers(getPlan, (parts, options) => setUp(options).plan(parts));

  it('answers 200 with the plan and what it includes', async () => {
    const answer = await setUp({ settings: withPlan({ plan: 'growth' }), defaultPlan: 'free' }).plan();
    const body = getPlan.response!.parse(jsonBody(answer));
    expect(body.plan).toMatchObject({ name: 'growth', entitlements: expect.arrayContaining(['ab-testing']) });
  });

  it('answers 200 without a plan where plans are off', async () => {
    expect(jsonBody(await setUp({ settings: withPlan({ plan: 'free' }) }).plan())).toMatchObject({ plan: null });
  });
});

describe('GET /api/plans', () => {
  it('answers 200 with the five plans to anybody who signed in', async () => {
    const body = listPlans.response!.parse(jsonBody(await setUp({ defaultPlan: 'free' }).plans({ query: {} })));
    expect([body.enabled, body.plans.length]).toEqual([true, 5]);
    expect(jsonBody(await setUp().plans({ query: {} }))).toMatchObject({ enabled: false });
  });

  it('answers 401 without a token', async () => {
    expect((await setUp().plans({ claims: undefined, query: {} })).statusCode).toBe(401);
  });
});

describe('GET /api/usage/revenue-share', () => {
  const october = { companyId: testCompanyId, month: '2026-10' };
  const settings = withPlan({ revenueShareBasisPoints: 150 });
  itGuardsMembers(getRevenueShare, (parts, options) => setUp(options).share({ query: october, ...parts }));

  it('answers 200 with a preview until the statement is issued', async () => {
    expect(jsonBody(await setUp({ settings }).share({ query: october }))).toEqual({
      month: '2026-10',
      status: 'preview',
      issuedAt: null,
      shareBasisPoints: 150,
      lines: [{ month: '2026-10', currency: 'EUR', revenueMinor: 100_000, shareMinor: 1_500 }],
    });
  });

  it('answers 200 with the statement as it was issued, whatever the sales say now, and states the change a month later', async () => {
    const { share, deps } = setUp({ settings });
    const lines = [{ month: '2026-10', currency: 'EUR', revenueMinor: 120_000, shareMinor: 1_800 }];
    const statement = { month: '2026-10', issuedAt: testNow, shareBasisPoints: 150, lines };
    await deps.statements.issue(testCompanyId, statement);
    expect(jsonBody(await share({ query: october }))).toMatchObject({ status: 'issued', issuedAt: testNow, lines });
    const november = await share({ query: { companyId: testCompanyId, month: '2026-11' } });
    expect(jsonBody(november).lines).toEqual([
      { month: '2026-10', currency: 'EUR', revenueMinor: -20_000, shareMinor: -300 },
      { month: '2026-11', currency: 'EUR', revenueMinor: 5_000, shareMinor: 75 },
    ]);
  });
});

describe('GET /api/usage/revenue-share/export', () => {
  const query = { companyId: testCompanyId, month: '2026-10' };
  itGuardsMembers(exportRevenueShare, (parts, options) => setUp(options).shareFile({ query, ...parts }));

  it('answers 200 with a CSV file', async () => {
    const answer = await setUp({ settings: withPlan({ revenueShareBasisPoints: 150 }) }).shareFile({ query });
    expect(answer.headers?.['content-type']).toContain('text/csv');
    expect(answer.body?.split('\r\n')[1]).toBe(`${testCompanyId},2026-10,2026-10,EUR,1.5,1000,15`);
  });
});
