import {
  getAttributionSettings,
  getOrderCredit,
  listReconciliations,
  putAttributionSettings,
} from '#contracts/api/attribution';
import type { ReconciliationReport } from '#core/analytics/reconcile';
import { dimensionOf } from '#core/analytics/roll-up';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { OrderCredit } from '#core/attribution/order-credit';
import { makeHandler as makeGet } from '#lambdas/api/attribution/get-attribution-settings';
import { makeHandler as makeGetCredit } from '#lambdas/api/attribution/get-order-credit';
import { makeHandler as makeList } from '#lambdas/api/attribution/list-reconciliations';
import { makeHandler as makePut } from '#lambdas/api/attribution/put-attribution-settings';
import {
  claimsOf,
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
import { memorySettings } from '#test/support/memory-admin-stores';

const cause = dimensionOf({ scope: 'recommendation', placement: 'product', relation: 'similar' });
const credit: OrderCredit = {
  terms: { timeZone: 'UTC', clickWindowHours: 24, viewWindowHours: 0 },
  sessionIds: ['s1'],
  customerIds: ['ada'],
  earners: [
    {
      eventId: 'e1',
      sessionId: 's1',
      customerId: 'ada',
      kind: 'click',
      at: testNow,
      productIds: ['p1'],
      cause,
      servedId: 'rec_1',
    },
  ],
  rows: [{ date: '2026-11-20', dimension: { ...cause, currency: 'EUR' }, counts: { orders: 1, revenueMinor: 900 } }],
};
const report: ReconciliationReport = {
  date: '2026-11-19',
  checkedAt: testNow,
  isEqual: false,
  hasErasures: false,
  events: 7,
  orders: 1,
  rows: 3,
  differences: [{ dimension: cause, counter: 'clicks', stored: 2, recounted: 3 }],
  differenceCount: 1,
};
const changed = { clickWindowHours: 24, viewWindowHours: 1 };

const setUp = (options: FakeOptions = {}) => {
  const deps = {
    ...endpointFakes(options),
    settings: memorySettings(),
    credits: { get: async (_: string, orderId: string) => (orderId === 'o1' ? credit : undefined) },
    reconciliations: { list: async () => [report] },
  };
  const shared = { claims: claimsOf(testUserId), query: { companyId: testCompanyId } };
  return {
    get: (parts: HttpEventParts = {}) =>
      makeGet(deps)(httpEvent(getAttributionSettings, { ...shared, ...parts }), testContext),
    put: (parts: HttpEventParts = {}) => {
      const headers = { 'If-Match': '"v0"' };
      return makePut(deps)(
        httpEvent(putAttributionSettings, { ...shared, headers, body: changed, ...parts }),
        testContext,
      );
    },
    credit: (orderId: string, parts: HttpEventParts = {}) =>
      makeGetCredit(deps)(httpEvent(getOrderCredit, { ...shared, params: { orderId }, ...parts }), testContext),
    list: (parts: HttpEventParts = {}) =>
      makeList(deps)(httpEvent(listReconciliations, { ...shared, ...parts }), testContext),
  };
};

describe('GET /api/admin/attribution', () => {
  itGuardsMembers(getAttributionSettings, (parts, options) => setUp(options).get(parts));

  it('answers 200 with seven days for clicks and no views before anybody changed them', async () => {
    expect(jsonBody(await setUp().get())).toMatchObject({ attribution: defaultAttributionSettings, version: 0 });
    expect(defaultAttributionSettings).toEqual({ clickWindowHours: 168, viewWindowHours: 0 });
  });
});

describe('PUT /api/admin/attribution', () => {
  itGuardsMembers(putAttributionSettings, (parts, options) => setUp(options).put(parts));

  it('answers 200 with what it stored', async () => {
    const { get, put } = setUp();
    expect(jsonBody(await put())).toMatchObject({ attribution: changed, version: 1 });
    expect(jsonBody(await get())).toMatchObject({ attribution: changed, version: 1 });
  });

  it('answers 412 when somebody else changed them meanwhile', async () => {
    const { put } = setUp();
    await put();
    expect((await put()).statusCode).toBe(412);
  });

  it.each([
    ['/body/clickWindowHours', { ...changed, clickWindowHours: 0 }],
    ['/body/clickWindowHours', { ...changed, clickWindowHours: 721 }],
    ['/body/viewWindowHours', { ...changed, viewWindowHours: 0.5 }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().put({ body });
    expect([answer.statusCode, jsonBody<{ errors: { pointer: string }[] }>(answer).errors[0]?.pointer]).toEqual([
      400,
      pointer,
    ]);
  });
});

describe('GET /api/orders/{orderId}/credit', () => {
  itGuardsMembers(getOrderCredit, (parts, options) => setUp(options).credit('o1', parts));

  it('answers 200 with what earned the order, and not with who bought', async () => {
    const answer = await setUp().credit('o1');
    expect(jsonBody(answer)).toEqual({
      orderId: 'o1',
      clickWindowHours: 24,
      viewWindowHours: 0,
      date: '2026-11-20',
      earners: [{ kind: 'click', at: testNow, productIds: ['p1'], servedId: 'rec_1', cause }],
      figures: [{ dimension: { ...cause, currency: 'EUR' }, counts: { orders: 1, revenueMinor: 900 } }],
    });
    expect(answer.body).not.toMatch(/ada|"s1"/);
  });

  it('answers 404 for an order that nobody told of', async () => {
    expect((await setUp().credit('o2')).statusCode).toBe(404);
  });
});

describe('GET /api/analytics/reconciliation', () => {
  itGuardsMembers(listReconciliations, (parts, options) => setUp(options).list(parts));

  it('answers 200 with every report and its differences', async () => {
    expect(jsonBody(await setUp().list())).toEqual({ reports: [report] });
  });
});
