import { getStoredSubscriptionConfig, putSubscriptionConfig } from '#contracts/api/subscriptions';
import { usualSpread } from '#core/subscriptions/forecast-products';
import { subscriptionFrequencies } from '#core/subscriptions/frequency';
import { makeHandler as makeGet } from '#lambdas/api/subscriptions/get-stored-subscription-config';
import { makeHandler as makePut } from '#lambdas/api/subscriptions/put-subscription-config';
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
import { memoryForecasts } from '#test/support/memory-forecasts';
import { memorySubscriptionConfigs } from '#test/support/memory-product-settings';
import { product } from '#test/support/recommendation-fakes';

const config = {
  eligible: true,
  allowedFrequencies: ['WEEKLY', 'MONTHLY'],
  defaultFrequency: 'MONTHLY',
  discountBasisPoints: 500,
  trial: null,
};

const setUp = () => {
  const stores = {
    configs: memorySubscriptionConfigs(),
    forecasts: memoryForecasts().forecasts,
    products: { get: async (_: string, id: string) => (id === 'tea' ? product(id) : undefined) },
  };
  const good = {
    params: { productId: 'tea' },
    query: { companyId: testCompanyId },
    claims: claimsOf(testUserId),
  };
  return {
    put: (parts: HttpEventParts = {}, options: FakeOptions = {}) =>
      makePut({ ...endpointFakes(options), ...stores })(
        httpEvent(putSubscriptionConfig, { ...good, headers: { 'If-Match': '"v0"' }, body: config, ...parts }),
        testContext,
      ),
    stores,
    get: (parts: HttpEventParts = {}, options: FakeOptions = {}) =>
      makeGet({ ...endpointFakes(options), ...stores })(
        httpEvent(getStoredSubscriptionConfig, { ...good, ...parts }),
        testContext,
      ),
  };
};

describe('PUT /api/products/{productId}/subscription-config', () => {
  itGuardsMembers(putSubscriptionConfig, (parts, options) => setUp().put(parts, options));

  it('answers 200 with the configuration under its next version', async () => {
    const { put, get } = setUp();
    const answer = await put();
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v1"']);
    const stored = { productId: 'tea', ...config, version: 1, updatedAt: testNow, updatedBy: testUserId };
    expect(putSubscriptionConfig.response?.parse(jsonBody(answer))).toEqual(stored);
    expect(jsonBody(await get())).toEqual({ ...stored, forecast: null });
  });

  it.each(subscriptionFrequencies)('takes %s and gives it back', async (frequency) => {
    const body = { ...config, allowedFrequencies: [frequency], defaultFrequency: frequency };
    expect(jsonBody(await setUp().put({ body }))).toMatchObject(body);
  });

  it('takes a configuration that switches subscriptions off', async () => {
    const body = { eligible: false, allowedFrequencies: [], defaultFrequency: null, discountBasisPoints: 0 };
    expect(jsonBody(await setUp().put({ body }))).toMatchObject({ ...body, trial: null });
  });

  it.each([
    ['/body/allowedFrequencies/0', { allowedFrequencies: ['DAILY'] }],
    ['/body/allowedFrequencies', { allowedFrequencies: ['MONTHLY', 'MONTHLY'] }],
    ['/body/allowedFrequencies', { allowedFrequencies: [], defaultFrequency: null }],
    ['/body/defaultFrequency', { defaultFrequency: 'QUARTERLY' }],
    ['/body/defaultFrequency', { defaultFrequency: null }],
    ['/body/discountBasisPoints', { discountBasisPoints: 10_001 }],
    ['/body/discountBasisPoints', { discountBasisPoints: -1 }],
    ['/body/trial/deliveries', { trial: { deliveries: 0, discountBasisPoints: 100 } }],
    ['/body', { discount: 5 }],
  ])('answers 400 naming %s', async (pointer, wrong) => {
    const answer = await setUp().put({ body: { ...config, ...wrong } });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('answers 412 to an old version, 428 without one, 404 for an unknown product', async () => {
    const { put } = setUp();
    await put();
    expect((await put()).statusCode).toBe(412);
    expect((await put({ headers: {} })).statusCode).toBe(428);
    expect((await put({ params: { productId: 'none' } })).statusCode).toBe(404);
  });
});

describe('GET /api/admin/products/{productId}/subscription-config', () => {
  itGuardsMembers(getStoredSubscriptionConfig, (parts, options) => setUp().get(parts, options));

  it('answers 200 with the default under version 0 before anybody stored one', async () => {
    const answer = await setUp().get({}, { role: 'viewer' });
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v0"']);
    expect(getStoredSubscriptionConfig.response?.parse(jsonBody(answer))).toEqual({
      productId: 'tea',
      eligible: false,
      allowedFrequencies: [],
      defaultFrequency: null,
      discountBasisPoints: 0,
      trial: null,
      forecast: null,
      version: 0,
      updatedAt: null,
      updatedBy: null,
    });
  });

  it('answers 200 with what purchases say of the product', async () => {
    const { get, stores } = setUp();
    await stores.forecasts.putAll(testCompanyId, [
      {
        productId: 'tea',
        daysPerUnit: 29.96,
        shape: 20,
        spread: usualSpread,
        quantityElasticity: 1,
        intervals: 16,
        repeatBuyers: 7,
        category: { intervals: 30, repeatBuyers: 12 },
        buyers: 25,
        maturedBuyers: 20,
        level: 'product',
        modelVersion: 'm1',
        computedAt: testNow,
      },
    ]);
    expect(jsonBody(await get()).forecast).toEqual({
      daysPerUnit: 30,
      nearestFrequency: 'MONTHLY',
      intervals: 16,
      repeatBuyers: 7,
      buyers: 25,
      isEnough: true,
      computedAt: testNow,
    });
  });
});
