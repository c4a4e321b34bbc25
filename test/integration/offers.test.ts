import { issueApiKey } from '#contracts/api/api-keys';
import { putBulkDiscount } from '#contracts/api/bulk-discounts';
import { getCart, putCart } from '#contracts/api/carts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { getFlags, putFlags } from '#contracts/api/flags';
import { batchUpsertOrders } from '#contracts/api/orders';
import { putSubscriptionConfig } from '#contracts/api/subscriptions';
import {
  createRule,
  deleteRule,
  evaluateCart,
  getCartOffers,
  getRuleDays,
  listRuleImpressions,
  putRule,
  recordOfferAccept,
  recordOfferDecline,
  recordOfferImpressions,
  traceCart,
} from '#contracts/api/upsell';
import type { Operation } from '#contracts/operation';
import type { RuleOffer, UpsellType } from '#core/rules/offer-declarations';
import type { RuleDraft } from '#core/rules/targeting-rule';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'offer-shop';
const query = { companyId };
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let cloud: LocalCloudProcess;
let token: string;
let secretKey: string;

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  const body = answer.text === '' ? undefined : JSON.parse(answer.text);
  return { status: answer.status, body, etag: answer.headers.get('etag') ?? '' };
};

/** As somebody of the company. */
const asMember = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { token, ...call, query: { ...query, ...call.query } });

/** As a shop page. */
const asShopper = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { ...call, query: { ...query, ...call.query } });

const products = [
  { productId: 'coffee', title: 'Coffee', prices: [eur(999)], cost: eur(600), categoryPath: ['Kitchen', 'Coffee'] },
  { productId: 'grinder', title: 'Grinder', prices: [eur(4900)], cost: eur(4000), categoryPath: ['Kitchen'] },
  { productId: 'mug', title: 'Mug', prices: [eur(1250)], cost: eur(700), stock: 5 },
  { productId: 'filters', title: 'Filters', prices: [eur(320)] },
];

const always = { type: 'all', conditions: [] } as const;
const withCoffee = { type: 'contains-category', categories: ['Kitchen > Coffee'] } as const;

const offers: Record<UpsellType, RuleOffer> = {
  BULK_DISCOUNT: { type: 'BULK_DISCOUNT', productIds: ['coffee'] },
  SUBSCRIPTION: { type: 'SUBSCRIPTION', productIds: ['coffee'] },
  CROSS_SELL: { type: 'CROSS_SELL', productIds: ['mug'], percentOff: 2000 },
  BUNDLE: { type: 'BUNDLE', productIds: ['coffee', 'grinder'], discountType: 'PERCENTAGE', percentOff: 1500 },
  FREE_GIFT: { type: 'FREE_GIFT', productIds: ['filters'] },
  FREE_SHIPPING: { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000, shippingCost: 490 },
};

const newRule = async (type: UpsellType, draft: Partial<RuleDraft> = {}): Promise<string> => {
  const body = { name: type, conditions: withCoffee, offer: offers[type], ...draft };
  const created = await asMember(createRule, { body });
  expect(created.status).toBe(201);
  return created.body.ruleId;
};

const removeRule = (ruleId: string) => asMember(deleteRule, { params: { ruleId } });

const switchOffers = async (isOn: boolean) => {
  const params = { companyId };
  const { etag } = await asMember(getFlags, { params });
  const headers = { 'if-match': etag };
  await asMember(putFlags, { params, headers, body: { smart_upsell_enabled: isOn } });
};

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'olga', email: 'olga@example.com', name: 'olga', password: 'secret' });
  token = await cloud.issueToken('olga');
  const body = { companyId, name: 'Offer shop', currency: 'EUR', timeZone: 'Europe/Vienna' };
  await send(createCompany, { token, body });
  const params = { companyId };
  secretKey = (await asMember(issueApiKey, { params, body: { kind: 'secret', label: 'server' } })).body.key;
  await switchOffers(true);
  await send(batchUpsertProducts, { token: secretKey, body: { products } });
  await asMember(putBulkDiscount, {
    params: { productId: 'coffee' },
    headers: { 'if-match': '"v0"' },
    body: { tiers: [500, 1200].map((value, index) => ({ minQuantity: 3 + index * 3, type: 'PERCENTAGE', value })) },
  });
  await asMember(putSubscriptionConfig, {
    params: { productId: 'coffee' },
    headers: { 'if-match': '"v0"' },
    body: {
      eligible: true,
      allowedFrequencies: ['MONTHLY'],
      defaultFrequency: 'MONTHLY',
      discountBasisPoints: 1000,
    },
  });
}, 120_000);

afterAll(() => cloud?.close());

/** Offers of a cart with a server's key: a cart and rules of its own, past what memory holds of others. */
const evaluate = async (cart: object, limit = 10) => {
  const { status, body } = await send(evaluateCart, { token: secretKey, body: { cart, limit } });
  expect(status).toBe(200);
  return body;
};

/** As the admin sees it at once: the trace is made from what is stored now. */
const tracedDecision = async (ruleId: string, cart: object): Promise<string> => {
  const { body } = await asMember(traceCart, { body: { cart } });
  return body.trace.find((entry: { ruleId: string }) => entry.ruleId === ruleId)?.decision ?? 'absent';
};

const waitFor = async (isTrue: () => Promise<boolean>, mostMs: number): Promise<number> => {
  const start = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - start > mostMs) throw new Error(`It is not so after ${mostMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return Date.now() - start;
};

const four = { lines: [{ productId: 'coffee', quantity: 4 }] };

it('a cart is kept as the page sent it, and gets the six kinds of offers with their price effects', async () => {
  const ruleIds = await Promise.all((Object.keys(offers) as UpsellType[]).map((type) => newRule(type)));
  const put = await asShopper(putCart, { params: { cartId: 'cart-six' }, body: { ...four, sessionId: 'six' } });
  expect(put.status).toBe(200);
  expect((await asShopper(getCart, { params: { cartId: 'cart-six' } })).body).toEqual(put.body);
  const { status, body } = await asShopper(getCartOffers, { params: { cartId: 'cart-six' }, query: { limit: '10' } });
  expect([status, body.reason]).toEqual([200, null]);
  const effects = Object.fromEntries(
    body.offers.map(
      ({ type, priceEffect: { cartTotal, cartTotalWithOffer, saving } }: never & Record<string, never>) => [
        type,
        [cartTotal, cartTotalWithOffer, saving].map((money: { amount: number } | null) => money?.amount ?? null),
      ],
    ),
  );
  expect(effects).toEqual({
    // 4 × 9.99 − 5 % = 37.96. Six of them − 12 %: 52.75, of 59.94.
    BULK_DISCOUNT: [3796, 5275, 719],
    // 4 × 8.99: 35.96 of 39.96.
    SUBSCRIPTION: [3796, 3596, 400],
    // A mug at 12.50 − 20 %.
    CROSS_SELL: [3796, 4796, 250],
    // 15 % of 9.49 + 49.00 is 8.77: 1.42 off the coffee, which cost 0.50 less before, and 7.35 off the grinder.
    BUNDLE: [3796, 3796 + 4900 - 877, 50 + 877],
    FREE_GIFT: [3796, 3796, 320],
    FREE_SHIPPING: [3796, 3796, 490],
  });
  const shipping = body.offers.find(({ type }: { type: string }) => type === 'FREE_SHIPPING').shipping;
  expect(shipping).toEqual({
    threshold: eur(5000),
    remaining: eur(1204),
    progressBasisPoints: 7592,
    unlocked: false,
  });
  await Promise.all(ruleIds.map(removeRule));
});

it('a decline silences the rule for its cool-down, an accept counts once with its value, and both can be looked up', async () => {
  const ruleId = await newRule('CROSS_SELL', { conditions: always, priority: 900 });
  const cart = { ...four, sessionId: 'answers', customerId: 'answerer' };
  const offerOf = async (more: object) =>
    (await waitForOffer(ruleId, { ...cart, ...more })) as { offerId: string; token: string };
  const [first, second] = [await offerOf({}), await offerOf({ couponCodes: ['OTHER'] })];
  const event = (eventId: string, offerToken: string) => ({
    eventId,
    occurredAt: new Date().toISOString(),
    sessionId: 'answers',
    customerId: 'answerer',
    token: offerToken,
  });
  const impressions = [event('shown-one', first.token), event('shown-two', second.token)];
  for (let again = 0; again < 2; again += 1) {
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    expect((await asShopper(recordOfferImpressions, { body: { impressions }, headers })).status).toBe(202);
  }
  const accept = { ...event('accept-one', first.token), orderId: 'o1', value: eur(1000) };
  for (let again = 0; again < 2; again += 1) await asShopper(recordOfferAccept, { body: accept });
  await asShopper(recordOfferDecline, { body: event('decline-two', second.token) });
  await cloud.drainStreams();

  const today = new Date().toISOString().slice(0, 10);
  const days = await asMember(getRuleDays, { params: { ruleId }, query: { from: today, to: today } });
  expect(days.body.data).toEqual([
    {
      date: today,
      variant: null,
      impressions: 2,
      accepts: 1,
      declines: 1,
      orphans: 0,
      value: [eur(1000)],
      discount: [eur(250)],
    },
  ]);
  const raw = await asMember(listRuleImpressions, {
    params: { ruleId },
    query: { until: new Date(Date.now() + 60_000).toISOString() },
  });
  expect(raw.body.data).toHaveLength(2);
  expect(raw.body.data).toContainEqual(
    expect.objectContaining({ offerId: first.offerId, orderId: 'o1', value: eur(1000), declinedAt: null }),
  );
  expect(await tracedDecision(ruleId, cart)).toBe('cooling-down');
  expect(await tracedDecision(ruleId, { ...cart, sessionId: 'new one' })).toBe('cooling-down');
  expect(await tracedDecision(ruleId, { ...cart, sessionId: 'new one', customerId: 'other' })).toBe('offered');
  await removeRule(ruleId);
}, 120_000);

const waitForOffer = async (ruleId: string, cart: object) => {
  let found: object | undefined;
  await waitFor(async () => {
    const { offers: made } = await evaluate(cart);
    found = made.find((offer: { ruleId: string }) => offer.ruleId === ruleId);
    return found !== undefined;
  }, 61_000);
  return found;
};

it('caps, budgets and orders count at the next evaluation', async () => {
  const capped = await newRule('FREE_GIFT', { caps: { perSession: 1, coolDownHours: 24 } });
  const returning = await newRule('FREE_SHIPPING', {
    conditions: { type: 'customer-segment', segments: ['returning'] },
  });
  const cart = { ...four, sessionId: 'capped', customerId: 'regular' };
  expect(await tracedDecision(returning, cart)).toBe('condition-failed');
  const order = {
    orderId: 'o-regular',
    customerId: 'regular',
    currency: 'EUR',
    orderedAt: new Date(Date.now() - 86_400_000).toISOString(),
    lines: [{ productId: 'coffee', quantity: 1, unitPrice: eur(999) }],
  };
  await send(batchUpsertOrders, { token: secretKey, body: { orders: [order] } });
  expect(await tracedDecision(returning, cart)).toBe('offered');
  expect(await tracedDecision(capped, cart)).toBe('offered');
  const { token: offerToken } = (await waitForOffer(capped, cart)) as { token: string };
  const body = { eventId: 'capped-1', occurredAt: new Date().toISOString(), sessionId: 'capped', token: offerToken };
  await asShopper(recordOfferImpressions, { body });
  await cloud.drainStreams();
  expect(await tracedDecision(capped, cart)).toBe('capped');
  expect(await tracedDecision(capped, { ...cart, sessionId: 'another' })).toBe('offered');
  await Promise.all([capped, returning].map(removeRule));
}, 120_000);

it('a change of a rule is visible to shoppers within 60 seconds', async () => {
  const ruleId = await newRule('CROSS_SELL', { conditions: always, priority: 950 });
  const cart = { ...four, sessionId: 'watching' };
  const isOffered = async () =>
    (await evaluate(cart)).offers.some((offer: { ruleId: string }) => offer.ruleId === ruleId);
  expect(await waitFor(isOffered, 61_000)).toBeLessThan(62_000);
  const body = { name: 'off', enabled: false, conditions: always, offer: offers.CROSS_SELL };
  await asMember(putRule, { params: { ruleId }, headers: { 'if-match': '"v1"' }, body });
  expect(await waitFor(async () => !(await isOffered()), 61_000)).toBeLessThan(62_000);
}, 150_000);

it('offers that are switched off are an empty list that says so, for a known cart and an unknown one', async () => {
  const unknown = await asShopper(getCartOffers, { params: { cartId: 'nobody' } });
  expect([unknown.status, unknown.body.reason, unknown.body.offers]).toEqual([200, 'unknown-cart', []]);
  await switchOffers(false);
  const reasonNow = async () => (await asShopper(getCartOffers, { params: { cartId: 'cart-six' } })).body;
  await waitFor(async () => (await reasonNow()).disabled, 61_000);
  expect(await reasonNow()).toMatchObject({ disabled: true, reason: 'off', offers: [] });
}, 90_000);
