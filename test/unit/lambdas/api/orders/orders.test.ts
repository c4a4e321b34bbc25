import { batchUpsertOrders, cancelOrder, getOrder, refundOrder } from '#contracts/api/orders';
import type { ShopEvent } from '#core/events/shop-event';
import type { Experiment } from '#core/experiments/experiment';
import { makeHandler as makeBatchUpsert } from '#lambdas/api/orders/batch-upsert-orders';
import { makeHandler as makeCancel } from '#lambdas/api/orders/cancel-order';
import { makeHandler as makeGet } from '#lambdas/api/orders/get-order';
import { makeHandler as makeRefund } from '#lambdas/api/orders/refund-order';
import { endpointFakes, jsonBody, testCompanyId, testContext, testSecretKey } from '#test/support/endpoint-fakes';
import { anExperiment } from '#test/support/experiment-fixtures';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsServers } from '#test/support/it-guards-servers';
import { memoryExperimentOutcomes, memoryExperimentStore } from '#test/support/memory-experiment-stores';
import { memoryOrderStore } from '#test/support/memory-shop-stores';

const headers = { authorization: `Bearer ${testSecretKey}` };
const line = { productId: 'cup', quantity: 3, unitPrice: { amount: 500, currency: 'EUR' } };
const order = (orderId: string, changes: object = {}) => ({
  orderId,
  currency: 'EUR',
  lines: [line],
  orderedAt: '2026-05-01T12:00:00+02:00',
  ...changes,
});

const setUp = (experiments: readonly Experiment[] = []) => ({
  ...endpointFakes(),
  orders: memoryOrderStore(),
  experiments: memoryExperimentStore(experiments),
  outcomes: memoryExperimentOutcomes(),
});
type Deps = ReturnType<typeof setUp>;

const send = (deps: Deps, parts: HttpEventParts = {}) =>
  makeBatchUpsert(deps)(
    httpEvent(batchUpsertOrders, { headers, body: { orders: [order('1')] }, ...parts }),
    testContext,
  );

describe('POST /api/orders', () => {
  itGuardsServers((parts) => send(setUp(), parts));

  it('answers 200 and leads to the faulty field of each order', async () => {
    const orders = [
      order('1'),
      order('2', { lines: [line, { ...line, quantity: 0 }] }),
      order('3', { lines: [{ ...line, unitPrice: { amount: 500, currency: 'USD' } }] }),
      order('4', { lines: [{ ...line, refundedQuantity: 4 }] }),
    ];
    const answer = await send(setUp(), { body: { orders } });
    expect(batchUpsertOrders.response?.parse(jsonBody(answer))).toMatchObject({ accepted: 1, rejected: 3 });
    const results = jsonBody<{ results: { errors?: { pointer: string }[] }[] }>(answer).results;
    expect(results.map(({ errors }) => errors?.[0]?.pointer)).toEqual([
      undefined,
      '/body/orders/1/lines/1/quantity',
      '/body/orders/2/lines/0/unitPrice/currency',
      '/body/orders/3/lines/0/refundedQuantity',
    ]);
  });

  it('takes the same order again as unchanged, and an older version of it as stale', async () => {
    const deps = setUp();
    const newer = order('1', { updatedAt: '2026-05-03T10:00:00Z' });
    const statuses = [];
    for (const orders of [[newer], [newer], [order('1', { status: 'cancelled' })]]) {
      statuses.push(
        jsonBody<{ results: { status: string }[] }>(await send(deps, { body: { orders } })).results[0]?.status,
      );
    }
    expect(statuses).toEqual(['created', 'unchanged', 'stale']);
    expect(await deps.orders.get(testCompanyId, '1')).toMatchObject({
      status: 'placed',
      orderedAt: '2026-05-01T10:00:00.000Z',
    });
  });
});

describe('GET /api/orders/{orderId}', () => {
  const call = (deps: Deps, parts: HttpEventParts = {}) =>
    makeGet(deps)(httpEvent(getOrder, { headers, params: { orderId: '1' }, ...parts }), testContext);
  itGuardsServers((parts) => call(setUp(), parts));

  it('answers 200 with the order, and 404 when there is none', async () => {
    const deps = setUp();
    expect((await call(deps)).statusCode).toBe(404);
    await send(deps);
    const answer = await call(deps);
    expect(answer.statusCode).toBe(200);
    expect(getOrder.response?.parse(jsonBody(answer))).toMatchObject({
      orderId: '1',
      lines: [{ refundedQuantity: 0 }],
    });
  });
});

describe('POST /api/orders/{orderId}/refunds', () => {
  const refund = {
    refundId: 'r1',
    lines: [{ productId: 'cup', quantity: 2 }],
    refundedAt: '2026-05-02T10:00:00Z',
  };
  const call = (deps: Deps, parts: HttpEventParts = {}) =>
    makeRefund(deps)(
      httpEvent(refundOrder, { headers, params: { orderId: '1' }, body: refund, ...parts }),
      testContext,
    );
  itGuardsServers((parts) => call(setUp(), parts));

  it('answers 200 and counts the same refund once', async () => {
    const deps = setUp();
    await send(deps);
    await call(deps);
    const answer = await call(deps);
    expect(answer.statusCode).toBe(200);
    expect(refundOrder.response?.parse(jsonBody(answer))).toMatchObject({
      lines: [{ refundedQuantity: 2 }],
      refundIds: ['r1'],
    });
  });

  it('answers 404 without the order, 422 for more than is left, 409 once it is cancelled', async () => {
    const deps = setUp();
    expect((await call(deps)).statusCode).toBe(404);
    await send(deps);
    const tooMuch = await call(deps, { body: { ...refund, lines: [{ productId: 'cup', quantity: 4 }] } });
    expect([tooMuch.statusCode, jsonBody(tooMuch).code]).toEqual([422, 'unprocessable']);
    await deps.orders.cancel(testCompanyId, '1', '2026-05-02T10:00:00.000Z');
    expect((await call(deps)).statusCode).toBe(409);
  });
});

describe('POST /api/orders/{orderId}/cancel', () => {
  const call = (deps: Deps, parts: HttpEventParts = {}) =>
    makeCancel(deps)(
      httpEvent(cancelOrder, {
        headers,
        params: { orderId: '1' },
        body: { cancelledAt: '2026-05-02T10:00:00Z' },
        ...parts,
      }),
      testContext,
    );
  itGuardsServers((parts) => call(setUp(), parts));

  it('answers 200 the first and every further time, and 404 without the order', async () => {
    const deps = setUp();
    expect((await call(deps)).statusCode).toBe(404);
    await send(deps);
    const first = jsonBody(await call(deps));
    const later = await call(deps, { body: { cancelledAt: '2026-06-02T10:00:00Z' } });
    expect(first).toMatchObject({ status: 'cancelled', updatedAt: '2026-05-02T10:00:00.000Z' });
    expect([later.statusCode, jsonBody(later)]).toEqual([200, first]);
  });
});

describe('orders of shoppers in experiments', () => {
  const exposure: ShopEvent = {
    eventId: 'exposure',
    companyId: testCompanyId,
    type: 'offer_impression',
    occurredAt: '2026-05-01T09:00:00.000Z',
    receivedAt: '2026-05-01T09:00:00.000Z',
    sessionId: 's1',
    offer: {
      offerId: 'o1',
      ruleId: 'r1',
      type: 'CROSS_SELL',
      experimentId: 'e1',
      variant: 'control',
      discount: { amount: 0, currency: 'EUR' },
    },
  };

  const exposed = async (status: Experiment['status']) => {
    const deps = setUp([anExperiment('e1', { status })]);
    const batch = { companyId: testCompanyId, sessionId: 's1', counterShard: 0, now: exposure.occurredAt };
    await deps.outcomes.count({ ...batch, events: [exposure] });
    const counted = async () => (await deps.outcomes.sums(testCompanyId, 'e1', 'session'))[0]!.sums;
    return { deps, counted };
  };
  const orders = [order('1', { sessionId: 's1' })];
  const parts = { headers, params: { orderId: '1' } };

  it('count once, less what is sent back, and not at all when cancelled', async () => {
    const { deps, counted } = await exposed('RUNNING');
    for (let time = 0; time < 2; time += 1) await send(deps, { body: { orders } });
    expect(await counted()).toMatchObject({ units: 1, conversions: 1, orders: 1, revenue: 1500 });
    const refund = { refundId: 'r1', lines: [{ productId: 'cup', quantity: 2 }], refundedAt: '2026-05-02T10:00:00Z' };
    await makeRefund(deps)(httpEvent(refundOrder, { ...parts, body: refund }), testContext);
    await send(deps, { body: { orders } });
    expect(await counted()).toMatchObject({ conversions: 1, revenue: 500, revenueSquares: 500 ** 2 });
    const cancelledAt = '2026-05-03T10:00:00Z';
    await makeCancel(deps)(httpEvent(cancelOrder, { ...parts, body: { cancelledAt } }), testContext);
    expect(await counted()).toMatchObject({ units: 1, conversions: 0, orders: 0, revenue: 0 });
  });

  it('change nothing while no experiment runs', async () => {
    const { deps, counted } = await exposed('STOPPED');
    await send(deps, { body: { orders } });
    expect(await counted()).toMatchObject({ units: 1, conversions: 0 });
  });
});
