import { issueApiKey } from '#contracts/api/api-keys';
import {
  calculateBulkPrice,
  deleteBulkDiscount,
  getBulkDiscount,
  getBulkDiscountConfig,
  getBulkRecommendation,
  getPricingSettings,
  putBulkDiscount,
  putPricingSettings,
} from '#contracts/api/bulk-discounts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { batchUpsertCustomers } from '#contracts/api/customers';
import { getFlags, putFlags } from '#contracts/api/flags';
import { getModel, trainModel } from '#contracts/api/models';
import { batchUpsertOrders } from '#contracts/api/orders';
import {
  getSubscriptionConfig,
  getSubscriptionEligibility,
  getSubscriptionOffer,
  putSubscriptionConfig,
} from '#contracts/api/subscriptions';
import type { Operation } from '#contracts/operation';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'bulk-shop';
const dayMs = 86_400_000;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const query = { companyId };

let cloud: LocalCloudProcess;
let token: string;
let secretKey: string;

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  const body = answer.text === '' ? undefined : JSON.parse(answer.text);
  return { status: answer.status, body, headers: answer.headers };
};

/** As somebody of the company. */
const asMember = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { token, ...call, query: { ...query, ...call.query } });

/** As a shop page. */
const asShopper = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { ...call, query: { ...query, ...call.query } });

const of = (productId: string): OperationCall => ({ params: { productId } });
const ifMatch = (version: number) => ({ headers: { 'if-match': `"v${version}"` } });

const orderOf = (customer: number, number: number) => ({
  orderId: `c${customer}-${number}`,
  customerId: `c${customer}`,
  currency: 'EUR',
  orderedAt: new Date(Date.now() - number * 14 * dayMs - customer * dayMs - 60_000).toISOString(),
  lines: [{ productId: 'coffee', quantity: 1, unitPrice: eur(1290) }],
});

const mugTiers = [
  { minQuantity: 3, type: 'PERCENTAGE', value: 1000 },
  { minQuantity: 6, type: 'UNIT_PRICE', value: 699, currency: 'EUR' },
  { minQuantity: 12, type: 'FIXED_AMOUNT', value: 400, currency: 'EUR' },
];

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'ann', email: 'ann@example.com', name: 'Ann', password: 'secret' });
  token = await cloud.issueToken('ann');
  const company = { companyId, name: 'Bulk shop', currency: 'EUR', timeZone: 'Europe/Vienna' };
  await send(createCompany, { token, body: company });
  const { body } = await send(issueApiKey, { params: { companyId }, token, body: { kind: 'secret' } });
  secretKey = body.key;
  const products = [
    { productId: 'mug', title: 'Mug', prices: [eur(999), { amount: 1500, currency: 'JPY' }], cost: eur(500) },
    { productId: 'bowl', title: 'Bowl', prices: [eur(1499)] },
    { productId: 'coffee', title: 'Coffee beans', prices: [eur(1290)] },
    // A product may be called what a literal part of a route is called.
    { productId: 'pricing', title: 'Pricing for Beginners', prices: [eur(2000)] },
  ];
  const orders = Array.from({ length: 40 }, (_, index) => orderOf(index % 5, Math.floor(index / 5)));
  const customers = [{ customerId: 'trader', segments: ['trade'] }];
  for (const [operation, content] of [
    [batchUpsertProducts, { products }],
    [batchUpsertOrders, { orders }],
    [batchUpsertCustomers, { customers }],
  ] as const) {
    const answer = await send(operation, { token: secretKey, body: content });
    if (answer.status !== 200 || answer.body.rejected > 0) throw new Error(JSON.stringify(answer.body));
  }
}, 180_000);

afterAll(() => cloud?.close());

describe('bulk prices over HTTP', () => {
  it('answer 200 and no tiers for a product without any, 404 for an unknown one, 401 for nobody', async () => {
    const bare = await asShopper(getBulkDiscount, of('bowl'));
    expect([bare.status, bare.body.tiers, bare.body.listPrice]).toEqual([200, [], eur(1499)]);
    expect((await asShopper(getBulkDiscount, of('none'))).status).toBe(404);
    expect((await send(getBulkDiscount, of('bowl'))).status).toBe(401);
  });

  it('are stored by a member, refused when they do not fit, and shown to shoppers with a tag', async () => {
    const wrong = [...mugTiers, { minQuantity: 20, type: 'PERCENTAGE', value: 500 }];
    const refused = await asMember(putBulkDiscount, { ...of('mug'), ...ifMatch(0), body: { tiers: wrong } });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      expect.arrayContaining([expect.objectContaining({ pointer: '/body/tiers/3/value', code: 'rising_price' })]),
    ]);
    const stored = await asMember(putBulkDiscount, { ...of('mug'), ...ifMatch(0), body: { tiers: mugTiers } });
    expect([stored.status, stored.body.version, stored.headers.get('etag')]).toEqual([200, 1, '"v1"']);
    const again = await asMember(putBulkDiscount, { ...of('mug'), ...ifMatch(0), body: { tiers: mugTiers } });
    expect(again.status).toBe(412);
    const shown = await asShopper(getBulkDiscount, of('mug'));
    expect(shown.headers.get('cache-control')).toBe('public,max-age=300');
    expect(shown.body.tiers.map(({ unitPrice }: { unitPrice: object }) => unitPrice)).toEqual([
      eur(899),
      eur(699),
      eur(599),
    ]);
    const tag = { 'if-none-match': shown.headers.get('etag') ?? '' };
    expect((await asShopper(getBulkDiscount, { ...of('mug'), headers: tag })).status).toBe(304);
  });

  it('are calculated for a cart, under the literal path and not for a product called "pricing"', async () => {
    const items = [
      { productId: 'mug', quantity: 7, unitPrice: 0.01 },
      { productId: 'pricing', quantity: 1 },
      { productId: 'none', quantity: 1 },
    ];
    const { status, body } = await asShopper(calculateBulkPrice, { body: { items } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      listTotal: eur(7 * 999 + 2000),
      total: eur(7 * 699 + 2000),
      saving: eur(7 * 300),
      unpriced: [{ productId: 'none', quantity: 1, reason: 'unknown_product' }],
    });
    expect((await asShopper(getBulkDiscount, of('pricing'))).status).toBe(200);
    const bad = await asShopper(calculateBulkPrice, { body: { items: [{ productId: 'mug', quantity: 0 }] } });
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([400, '/body/items/0/quantity']);
  });

  it('recommend the next better tier at exactly its price', async () => {
    const ask = { ...of('mug'), query: { quantity: '5' } };
    const { body } = await asShopper(getBulkRecommendation, ask);
    expect(body.recommendation).toMatchObject({ extraUnits: 1, quantity: 6, lineTotal: eur(6 * 699), urgency: 'HIGH' });
    const items = [{ productId: 'mug', quantity: 6 }];
    const cart = await asShopper(calculateBulkPrice, { body: { items } });
    expect(cart.body.total).toEqual(body.recommendation.lineTotal);
  });

  it('keep a customer group’s tier to its customers', async () => {
    const tiers = [{ minQuantity: 2, type: 'PERCENTAGE', value: 3000, customerGroup: 'trade' }];
    await asMember(putBulkDiscount, { ...of('bowl'), ...ifMatch(0), body: { tiers } });
    const items = [{ productId: 'bowl', quantity: 2 }];
    const totals = await Promise.all(
      [{}, { customerId: 'trader' }].map(async (who) => {
        const { body } = await asShopper(calculateBulkPrice, { body: { items, ...who } });
        return body.total;
      }),
    );
    // The first read of the bowl was before its tiers were stored: memory may show that for five minutes.
    expect([eur(2998), eur(2099)]).toContainEqual(totals[1]);
    expect(totals[0]).toEqual(eur(2998));
  });

  it('go away twice, and are gone for the admin at once', async () => {
    const statuses = [await asMember(deleteBulkDiscount, of('mug')), await asMember(deleteBulkDiscount, of('mug'))];
    expect(statuses.map(({ status }) => status)).toEqual([204, 204]);
    const { body } = await asMember(getBulkDiscountConfig, of('mug'));
    expect(body).toMatchObject({ tiers: [], version: 2, updatedBy: 'ann' });
  });

  it('have a least margin that a member sets', async () => {
    expect((await asMember(getPricingSettings)).body.settings).toEqual({ minimumMarginBasisPoints: 0 });
    const body = { minimumMarginBasisPoints: 2500 };
    expect((await asMember(putPricingSettings, { ...ifMatch(0), body })).status).toBe(200);
    expect((await asMember(getPricingSettings)).body).toMatchObject({ settings: body, version: 1 });
  });
});

describe('subscriptions over HTTP', () => {
  const config = {
    eligible: true,
    allowedFrequencies: ['BIWEEKLY', 'MONTHLY', 'QUARTERLY'],
    defaultFrequency: 'MONTHLY',
    discountBasisPoints: 1000,
  };

  /** Fresh from the table whatever functions remember: no flag or configuration was read before. */
  const isOn = async (): Promise<void> => {
    const { body } = await send(getFlags, { params: { companyId }, token });
    const change = { subscription_intelligence_enabled: true };
    await send(putFlags, { params: { companyId }, token, ...ifMatch(body.version), body: change });
  };

  const trained = async (): Promise<void> => {
    const { body } = await asMember(trainModel, { body: {} });
    const params = { modelVersion: body.modelVersion };
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      const model = (await asMember(getModel, { params })).body;
      if (model.status !== 'training' && (model.costEstimate !== null || model.status === 'failed')) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The run does not end:\n${cloud.logs().slice(-20).join('\n')}`);
  };

  it('are configured by a member, and refused with the field named', async () => {
    const wrong = await asMember(putSubscriptionConfig, {
      ...of('coffee'),
      ...ifMatch(0),
      body: { ...config, defaultFrequency: 'WEEKLY' },
    });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/body/defaultFrequency']);
    const stored = await asMember(putSubscriptionConfig, { ...of('coffee'), ...ifMatch(0), body: config });
    expect([stored.status, stored.body.version]).toEqual([200, 1]);
    expect((await asShopper(getSubscriptionConfig, of('coffee'))).body).toMatchObject(config);
    expect((await asShopper(getSubscriptionConfig, of('mug'))).body).toMatchObject({ eligible: false });
  });

  it('are predicted after a night with the flag on, from orders every 14 days, for a price and a saving', async () => {
    await isOn();
    await trained();
    // Functions remember a company's flags for a minute; one that nobody called yet reads them now.
    const { body, status } = await asShopper(getSubscriptionOffer, of('coffee'));
    expect(status).toBe(200);
    expect(body.offer).toMatchObject({
      frequency: 'BIWEEKLY',
      source: 'predicted',
      evidence: { level: 'product', intervals: 35, buyers: 5 },
      perDelivery: { total: eur(1161), saving: eur(129), savingBasisPoints: 1000 },
    });
    expect(body.offer.evidence.days).toBeCloseTo(14, 1);
    const own = await asShopper(getSubscriptionOffer, { ...of('coffee'), query: { customerId: 'c1' } });
    expect(own.body.offer.evidence).toMatchObject({ level: 'customer', intervals: 7 });
    const eligible = await asShopper(getSubscriptionEligibility, of('coffee'));
    expect(eligible.body).toMatchObject({ eligible: true, predictable: true, reasons: [] });
    const mug = await asShopper(getSubscriptionOffer, of('mug'));
    expect(mug.body).toMatchObject({ offer: null, reasons: [{ code: 'config_off' }, {}] });
    expect((await asShopper(getSubscriptionOffer, of('none'))).status).toBe(404);
  }, 90_000);
});
