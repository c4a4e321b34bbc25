import { issueApiKey } from '#contracts/api/api-keys';
import { putBulkDiscount } from '#contracts/api/bulk-discounts';
import { getCart, putCart } from '#contracts/api/carts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { getFlags, putFlags } from '#contracts/api/flags';
import { putHoldOut } from '#contracts/api/hold-out';
import { batchUpsertOrders } from '#contracts/api/orders';
import { putSubscriptionConfig } from '#contracts/api/subscriptions';
import { evaluateCart, getCartOffers, traceCart } from '#contracts/api/upsell';
import {
  getRuleDays,
  listRuleImpressions,
  recordOfferAccept,
  recordOfferDecline,
  recordOfferImpressions,
} from '#contracts/api/upsell-impressions';
import { createRule, deleteRule, putRule } from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import type { RuleOffer, UpsellType } from '#core/rules/offer-declarations';
import type { RuleDraft } from '#core/rules/targeting-rule';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'offer-shop';
/** A company that never switched its offers on. */
const silentId = 'silent-shop';
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

/** Holds for carts of one test only, so that all rules can be there before memory keeps them for a minute. */
const inTest = (code: string) => ({ type: 'coupon-code', codes: [code] }) as const;

/** Rules by name, made before the first evaluation. */
const rules: Record<string, string> = {};

const switchOffersOn = async () => {
  const params = { companyId };
  const { etag } = await asMember(getFlags, { params });
  await asMember(putFlags, { params, headers: { 'if-match': etag }, body: { smart_upsell_enabled: true } });
};

const makeRules = async (): Promise<void> => {
  for (const type of Object.keys(offers) as UpsellType[]) {
    await newRule(type, { conditions: { type: 'all', conditions: [inTest('SIX'), withCoffee] } });
  }
  rules.answered = await newRule('CROSS_SELL', { conditions: inTest('ANSWERS') });
  rules.capped = await newRule('FREE_GIFT', { conditions: inTest('CAPS'), caps: { perSession: 1, coolDownHours: 24 } });
  const returning = { type: 'customer-segment', segments: ['returning'] } as const;
  rules.returning = await newRule('FREE_SHIPPING', {
    conditions: { type: 'all', conditions: [inTest('CAPS'), returning] },
  });
  rules.disabledLater = await newRule('CROSS_SELL', { conditions: inTest('SEEN') });
};

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'olga', email: 'olga@example.com', name: 'olga', password: 'secret' });
  token = await cloud.issueToken('olga');
  const body = { companyId, name: 'Offer shop', currency: 'EUR', timeZone: 'Europe/Vienna' };
  await send(createCompany, { token, body });
  const params = { companyId };
  secretKey = (await asMember(issueApiKey, { params, body: { kind: 'secret', label: 'server' } })).body.key;
  await switchOffersOn();
  await asMember(putHoldOut, { headers: { 'if-match': '"v0"' }, body: { shareBasisPoints: 0 } });
  await send(createCompany, { token, body: { ...body, companyId: silentId } });
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
  await makeRules();
}, 120_000);

afterAll(() => cloud?.close());

/** Offers of a cart with a server's key: a cart and rules of its own, past what memory holds of others. */
const evaluate = async (cart: object, limit = 10) => {
  const { status, body } = await send(evaluateCart, { token: secretKey, body: { cart, limit } });
  expect(status).toBe(200);
  return body;
};

interface Offered {
  readonly ruleId: string;
  readonly offerId: string;
  readonly token: string;
}

const offerOf = async (ruleId: string, cart: object): Promise<Offered> => {
  const { offers: made } = await evaluate(cart);
  const found = (made as Offered[]).find((offer) => offer.ruleId === ruleId);
  if (!found) throw new Error(`${ruleId} makes no offer`);
  return found;
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
  const cart = { ...four, couponCodes: ['SIX'], sessionId: 'six' };
  const put = await asShopper(putCart, { params: { cartId: 'cart-six' }, body: cart });
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
});

it('a decline silences the rule for its cool-down, an accept counts once with its value, and both can be looked up', async () => {
  const { answered: ruleId = '' } = rules;
  const cart = { ...four, couponCodes: ['ANSWERS'], sessionId: 'answers', customerId: 'answerer' };
  const [first, second] = [await offerOf(ruleId, cart), await offerOf(ruleId, { ...cart, context: { country: 'AT' } })];
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
});

it('caps and orders count at the next evaluation', async () => {
  const { capped = '', returning = '' } = rules;
  const cart = { ...four, couponCodes: ['CAPS'], sessionId: 'capped', customerId: 'regular' };
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
  const { token: offerToken } = await offerOf(capped, cart);
  const body = { eventId: 'capped-1', occurredAt: new Date().toISOString(), sessionId: 'capped', token: offerToken };
  await asShopper(recordOfferImpressions, { body });
  await cloud.drainStreams();
  expect(await tracedDecision(capped, cart)).toBe('capped');
  expect(await tracedDecision(capped, { ...cart, sessionId: 'another' })).toBe('offered');
});

it('a rule that is made, disabled or deleted is so for shoppers within 60 seconds', async () => {
  const { disabledLater = '', returning = '' } = rules;
  const cart = { ...four, couponCodes: ['SEEN', 'CAPS'], sessionId: 'watching', customerId: 'regular' };
  const shown = async () => (await evaluate(cart)).offers.map((offer: Offered) => offer.ruleId).sort();
  expect(await shown()).toEqual(expect.arrayContaining([disabledLater, returning]));
  const made = await newRule('BULK_DISCOUNT', { conditions: inTest('SEEN') });
  const body = { name: 'off', enabled: false, conditions: withCoffee, offer: offers.CROSS_SELL };
  await asMember(putRule, { params: { ruleId: disabledLater }, headers: { 'if-match': '"v1"' }, body });
  await asMember(deleteRule, { params: { ruleId: returning } });
  const wanted = [made, rules.capped].sort().join();
  await waitFor(async () => (await shown()).join() === wanted, 61_000);
}, 90_000);

it('the list is empty and says so for an unknown cart, and for a shop whose offers are switched off', async () => {
  const listOf = async (of: OperationCall) => {
    const { status, body } = await send(getCartOffers, { params: { cartId: 'nobody' }, ...of });
    return [status, body.reason, body.disabled, body.offers];
  };
  expect(await listOf({ query })).toEqual([200, 'unknown-cart', false, []]);
  expect(await listOf({ query: { companyId: silentId } })).toEqual([200, 'off', true, []]);
});
