import { getSubscriptionConfig, getSubscriptionEligibility, getSubscriptionOffer } from '#contracts/api/subscriptions';
import type { Operation } from '#contracts/operation';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { Order } from '#core/orders/order';
import { usualSpread } from '#core/subscriptions/forecast-products';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { makeHandler as makeGetConfig } from '#lambdas/api/subscriptions/get-subscription-config';
import { makeHandler as makeGetEligibility } from '#lambdas/api/subscriptions/get-subscription-eligibility';
import { makeHandler as makeGetOffer } from '#lambdas/api/subscriptions/get-subscription-offer';
import type { SubscriptionDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import type { HttpHandler } from '#lambdas/shared/http-endpoint';
import {
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { failingShelfReader, fakeShelfReader } from '#test/support/pricing-fakes';
import { product } from '#test/support/recommendation-fakes';

const config: SubscriptionConfig = {
  eligible: true,
  allowedFrequencies: ['BIWEEKLY', 'MONTHLY'],
  defaultFrequency: 'MONTHLY',
  discountBasisPoints: 1_000,
  trial: { deliveries: 1, discountBasisPoints: 2_500 },
};

const forecast: ProductForecast = {
  productId: 'tea',
  daysPerUnit: 15,
  shape: 40,
  spread: usualSpread,
  quantityElasticity: 1,
  intervals: 40,
  repeatBuyers: 12,
  category: { intervals: 40, repeatBuyers: 12 },
  buyers: 30,
  maturedBuyers: 20,
  level: 'product',
  modelVersion: 'm1',
  computedAt: testNow,
};

const shelves = {
  tea: { card: product('tea', { prices: [{ amount: 999, currency: 'EUR' }] }), subscriptionConfig: config, forecast },
  coffee: { card: product('coffee'), subscriptionConfig: config },
  mug: { card: product('mug') },
};

const withIntelligence = (isOn: boolean) =>
  companySettings({
    flags: {
      value: { ...defaultFeatureFlags, subscription_intelligence_enabled: isOn },
      version: 1,
      updatedAt: null,
      updatedBy: null,
    },
  });

const dayMs = 86_400_000;

/** Orders of a customer every so many days before now, newest first. */
const ordersEvery = (days: number, count: number): Order[] =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.parse(testNow) - index * days * dayMs).toISOString();
    const unitPrice = { amount: 999, currency: 'EUR' };
    const lines = [{ productId: 'tea', quantity: 1, refundedQuantity: 0, unitPrice }];
    const order = { orderId: `o${index}`, customerId: 'ann', status: 'placed' as const, currency: 'EUR', lines };
    return { ...order, orderedAt: at, updatedAt: at };
  });

const setUp = (isOn = true, given: Partial<SubscriptionDependencies> = {}) => ({
  ...endpointFakes({ settings: withIntelligence(isOn) }),
  shelves: fakeShelfReader(shelves),
  orders: {
    streamOfCustomer: async function* (_: string, customerId: string) {
      if (customerId === 'ann') yield* ordersEvery(28, 8);
    },
  },
  ...given,
});

const caller =
  (operation: Operation, make: (deps: SubscriptionDependencies) => HttpHandler) =>
  (deps: SubscriptionDependencies, productId: string, query: Record<string, string> = {}) =>
    make(deps)(
      httpEvent(operation, { params: { productId }, query: { companyId: testCompanyId, ...query } }),
      testContext,
    );

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('GET /api/products/{productId}/subscription-config', () => {
  const call = caller(getSubscriptionConfig, makeGetConfig);

  it('answers 200 with what the merchant set, for caches to keep five minutes', async () => {
    const answer = await call(setUp(), 'tea');
    expect([answer.statusCode, answer.headers?.['cache-control']]).toEqual([200, 'public,max-age=300']);
    expect(getSubscriptionConfig.response?.parse(jsonBody(answer))).toEqual({
      productId: 'tea',
      ...config,
      degraded: false,
    });
  });

  it('answers 200 and not eligible for a product that nobody configured', async () => {
    expect(jsonBody(await call(setUp(), 'mug'))).toEqual({
      productId: 'mug',
      eligible: false,
      allowedFrequencies: [],
      defaultFrequency: null,
      discountBasisPoints: 0,
      trial: null,
      degraded: false,
    });
  });

  it('answers 404 for an unknown product', async () => {
    expect((await call(setUp(), 'none')).statusCode).toBe(404);
  });

  it('answers 200 and not eligible when the table fails, for no cache to keep', async () => {
    const deps = setUp(true, { shelves: failingShelfReader });
    const answer = await call(deps, 'tea');
    expect([answer.statusCode, answer.headers?.['cache-control']]).toEqual([200, 'private, no-store']);
    expect(jsonBody(answer)).toMatchObject({ eligible: false, degraded: true });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'subscription_failed' }));
  });
});

describe('GET /api/upsell/subscription-eligibility/{productId}', () => {
  const call = caller(getSubscriptionEligibility, makeGetEligibility);
  const verdict = async (deps: SubscriptionDependencies, productId: string, query = {}) => {
    const body = getSubscriptionEligibility.response!.parse(jsonBody(await call(deps, productId, query)));
    return [body.eligible, body.predictable, body.reasons.map(({ code }) => code)];
  };

  it('answers 200 with yes or no and every reason a program can read', async () => {
    expect(await verdict(setUp(), 'tea')).toEqual([true, true, []]);
    expect(await verdict(setUp(), 'coffee')).toEqual([true, false, ['too_few_repeat_purchases']]);
    expect(await verdict(setUp(), 'mug')).toEqual([false, false, ['config_off', 'too_few_repeat_purchases']]);
    expect(await verdict(setUp(false), 'tea')).toEqual([true, false, ['flag_off']]);
    expect(await verdict(setUp(), 'tea', { currency: 'USD' })).toEqual([false, true, ['no_price_in_currency']]);
  });

  it('answers 404 for an unknown product, and 200 that nothing is known when the table fails', async () => {
    expect((await call(setUp(), 'none')).statusCode).toBe(404);
    const answer = await call(setUp(true, { shelves: failingShelfReader }), 'tea');
    expect([answer.statusCode, jsonBody(answer)]).toMatchObject([200, { eligible: false, degraded: true }]);
  });
});

describe('GET /api/upsell/subscription-offer/{productId}', () => {
  const call = caller(getSubscriptionOffer, makeGetOffer);

  it('answers 200 with the predicted frequency, its evidence, and price and saving of a delivery', async () => {
    const answer = await call(setUp(), 'tea');
    expect(answer.statusCode).toBe(200);
    expect(getSubscriptionOffer.response?.parse(jsonBody(answer))).toEqual({
      productId: 'tea',
      offer: {
        frequency: 'BIWEEKLY',
        source: 'predicted',
        confidence: expect.any(Number),
        evidence: { level: 'product', intervals: 40, buyers: 12, days: 15 },
        allowedFrequencies: ['BIWEEKLY', 'MONTHLY'],
        quantity: 1,
        perDelivery: { unitPrice: eur(899), total: eur(899), saving: eur(100), savingBasisPoints: 1001 },
        trial: { deliveries: 1, unitPrice: eur(749), total: eur(749), saving: eur(250), savingBasisPoints: 2503 },
        deliveries: ['2026-11-20T10:00:00.000Z', '2026-12-04T10:00:00.000Z', '2026-12-18T10:00:00.000Z'],
      },
      reasons: [],
      degraded: false,
    });
  });

  it('answers 200 with the default while the flag is off, and says so', async () => {
    const body = jsonBody(await call(setUp(false), 'tea'));
    expect(body).toMatchObject({
      offer: { frequency: 'MONTHLY', source: 'default', confidence: null, evidence: null },
      reasons: [{ code: 'flag_off' }],
    });
  });

  it('answers 200 with the default for a product that too few bought again, and says so', async () => {
    expect(jsonBody(await call(setUp(), 'coffee'))).toMatchObject({
      offer: { frequency: 'MONTHLY', source: 'default' },
      reasons: [{ code: 'too_few_repeat_purchases' }],
    });
  });

  it('follows the customer’s own orders, and the product’s buyers for a customer without any', async () => {
    const offerFor = async (deps: SubscriptionDependencies, customerId: string) =>
      jsonBody<{ offer: object }>(await call(deps, 'tea', { customerId })).offer;
    expect(await offerFor(setUp(), 'ann')).toMatchObject({
      frequency: 'MONTHLY',
      evidence: { level: 'customer', buyers: 1 },
    });
    expect(await offerFor(setUp(), 'bob')).toMatchObject({ frequency: 'BIWEEKLY', evidence: { level: 'product' } });
  });

  it('reads a bounded number of a customer’s orders, and none while the flag is off', async () => {
    let read = 0;
    const orders = {
      streamOfCustomer: async function* () {
        for (const order of ordersEvery(1, 500)) {
          read += 1;
          yield order;
        }
      },
    };
    await call(setUp(false, { orders }), 'tea', { customerId: 'ann' });
    expect(read).toBe(0);
    await call(setUp(true, { orders }), 'tea', { customerId: 'ann' });
    expect(read).toBe(60);
  });

  it('takes the units of a delivery into account', async () => {
    expect(jsonBody(await call(setUp(), 'tea', { quantity: '2' }))).toMatchObject({
      offer: { frequency: 'MONTHLY', quantity: 2, perDelivery: { total: eur(1798), saving: eur(200) } },
    });
  });

  it('answers 200 without an offer for a product that may not be subscribed to', async () => {
    expect(jsonBody(await call(setUp(), 'mug'))).toMatchObject({ offer: null, reasons: [{ code: 'config_off' }, {}] });
    expect(jsonBody(await call(setUp(), 'tea', { currency: 'USD' }))).toMatchObject({ offer: null });
  });

  it('answers 404 for an unknown product and 400 for no quantity', async () => {
    expect((await call(setUp(), 'none')).statusCode).toBe(404);
    const answer = await call(setUp(), 'tea', { quantity: '0' });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/query/quantity' })],
    ]);
  });

  it('answers 200 without what could not be read', async () => {
    const failing = {
      streamOfCustomer: () => {
        throw new Error('The table does not answer');
      },
    };
    const body = jsonBody(await call(setUp(true, { orders: failing }), 'tea', { customerId: 'ann' }));
    expect(body).toMatchObject({ offer: { evidence: { level: 'product' } }, degraded: false });
    const degraded = await call(setUp(true, { shelves: failingShelfReader }), 'tea');
    expect([degraded.statusCode, jsonBody(degraded)]).toMatchObject([200, { offer: null, degraded: true }]);
  });
});
