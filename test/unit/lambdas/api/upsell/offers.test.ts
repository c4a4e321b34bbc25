import { evaluateCart, getCartOffers, offerListSchema, traceCart } from '#contracts/api/upsell';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment } from '#core/experiments/experiment';
import type { offerReads } from '#core/offers/offer-reads';
import { verifyOfferToken } from '#core/offers/offer-token';
import type { OfferDataReader } from '#core/ports/offer-data-reader';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { makeHandler as makeEvaluate } from '#lambdas/api/upsell/evaluate-cart';
import { makeHandler as makeGet } from '#lambdas/api/upsell/get-cart-offers';
import { makeHandler as makeTrace } from '#lambdas/api/upsell/trace-cart';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testSecretKey,
  testUserId,
} from '#test/support/endpoint-fakes';
import { anExperiment } from '#test/support/experiment-fixtures';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { itGuardsServers } from '#test/support/it-guards-servers';
import { memoryExperimentStore } from '#test/support/memory-experiment-stores';
import { memoryCartStore } from '#test/support/memory-offer-stores';
import { aCart, aDraft, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';

const flags = { ...anOfferRequest().flags };
const on = companySettings({ flags: { value: flags, version: 1, updatedAt: null, updatedBy: null } });
const off = companySettings();

interface Options extends FakeOptions {
  readonly rules?: readonly TargetingRule[];
  readonly experiments?: readonly Experiment[];
  readonly offerData?: OfferDataReader;
}

const setUp = async ({ rules = [aRule('r1')], experiments = [], offerData, ...options }: Options = {}) => {
  const carts = memoryCartStore();
  await carts.put(testCompanyId, { cart: aCart([['a', 1]]), candidates: {} });
  const { cards, discounts, subscriptions, usage, history } = anOfferRequest();
  const reads: ReturnType<typeof offerReads>[] = [];
  const known: OfferDataReader = {
    read: async (_, wanted) => {
      reads.push(wanted);
      const totals = { orders: 0, spent: {} };
      return { cards, discounts, subscriptions, forecasts: new Map(), usage, history, totals, givenSegments: [] };
    },
  };
  const settings = options.settings ?? on;
  const fakes = endpointFakes({ ...options, settings });
  const shared = {
    ...fakes,
    carts,
    rows: { getMany: async () => [] },
    rules: { enabled: async () => [...rules] },
    experiments: memoryExperimentStore(experiments),
  };
  const deps = { ...shared, offerData: offerData ?? known };
  const traceDeps = { ...shared, freshData: () => deps.offerData, freshSettings: async () => settings };
  const query = { companyId: testCompanyId };
  const inline = { lines: [{ productId: 'a', quantity: 1 }] };
  return {
    fakes,
    reads,
    carts,
    get: (parts: HttpEventParts = {}) =>
      makeGet(deps)(httpEvent(getCartOffers, { params: { cartId: 'cart-1' }, query, ...parts }), testContext),
    evaluate: (parts: HttpEventParts = {}) => {
      const headers = { authorization: `Bearer ${testSecretKey}` };
      return makeEvaluate(deps)(httpEvent(evaluateCart, { headers, body: { cart: inline }, ...parts }), testContext);
    },
    trace: (parts: HttpEventParts = {}) => {
      const claims = claimsOf(testUserId);
      return makeTrace(traceDeps)(
        httpEvent(traceCart, { query, claims, body: { cart: inline }, ...parts }),
        testContext,
      );
    },
  };
};

const listOf = (answer: Parameters<typeof jsonBody>[0]) => offerListSchema.strict().parse(jsonBody(answer));

describe('GET /api/upsell/cart/{cartId}', () => {
  it('answers 200 with offers, their price effect, and a token that proves which rule made them', async () => {
    const answer = await (await setUp()).get();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.['cache-control']).toBe('private, no-store');
    const { offers, ...list } = listOf(answer);
    expect(list).toEqual({ cartId: 'cart-1', currency: 'EUR', disabled: false, degraded: false, reason: null });
    const [{ token, ...offer } = { token: '' }] = offers;
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    expect(offer).toEqual({
      offerId: expect.stringMatching(/^off_[\w-]{20}$/),
      ruleId: 'r1',
      type: 'CROSS_SELL',
      urgency: 'MEDIUM',
      experimentId: null,
      variant: null,
      products: [
        {
          productId: 'x',
          title: 'Product x',
          url: null,
          imageUrl: null,
          quantity: 1,
          inCart: false,
          listPrice: eur(500),
          offerPrice: eur(500),
        },
      ],
      priceEffect: { cartTotal: eur(1000), cartTotalWithOffer: eur(1500), saving: eur(0) },
      text: { title: 'Add Product x', message: null },
      reason: { code: 'chosen-by-shop', text: 'Picked by the shop for this cart', evidence: {} },
    });
    const nowSeconds = Date.parse(testNow) / 1000;
    const { offerId } = offers[0]!;
    expect(verifyOfferToken(token, on.signingKey, nowSeconds)).toMatchObject({
      kind: 'valid',
      claims: { offerId, ruleId: 'r1', discountAmount: 0 },
    });
  });

  it('draws the variant of a running experiment, whatever the page says, and proves it by the token', async () => {
    const experiment = anExperiment('e1', { status: 'RUNNING' });
    const ruleOf = (variant: string) =>
      aRule(variant, { conditions: { type: 'experiment-variant', experimentId: 'e1', variants: [variant] } });
    const { get, carts } = await setUp({ rules: [ruleOf('control'), ruleOf('treatment')], experiments: [experiment] });
    const seen = new Set<string | null>();
    for (const sessionId of ['s1', 's2', 's3', 's4', 's5', 's6']) {
      const context = { variants: { e1: 'treatment' } };
      await carts.put(testCompanyId, { cart: aCart([['a', 1]], { sessionId, context }), candidates: {} });
      const { offers } = listOf(await get());
      const variant = assignVariant(experiment, sessionId);
      expect(offers.map((offer) => [offer.ruleId, offer.experimentId, offer.variant])).toEqual([
        [variant, 'e1', variant],
      ]);
      expect(verifyOfferToken(offers[0]!.token, on.signingKey, Date.parse(testNow) / 1000)).toMatchObject({
        claims: { experimentId: 'e1', variant },
      });
      seen.add(variant);
    }
    expect(seen).toEqual(new Set(['control', 'treatment']));
  });

  it('makes no offer of an experiment to whom it does not mean, nor of one that does not run', async () => {
    const conditions = { type: 'experiment-variant', experimentId: 'e1', variants: ['control', 'treatment'] } as const;
    const rules = [aRule('r1', { conditions })];
    const nobody = anExperiment('e1', { status: 'RUNNING', trafficBasisPoints: 0 });
    expect(listOf(await (await setUp({ rules, experiments: [nobody] })).get()).offers).toEqual([]);
    expect(listOf(await (await setUp({ rules, experiments: [anExperiment('e1')] })).get()).offers).toEqual([]);
  });

  it('names the same offer alike when the page is loaded again', async () => {
    const { get } = await setUp();
    expect(jsonBody(await get())).toEqual(jsonBody(await get()));
  });

  it('names the same offer alike when the table gives the members of the cart in another order', async () => {
    const { get, carts } = await setUp();
    const before = jsonBody(await get());
    const reversed = Object.fromEntries(Object.entries(aCart([['a', 1]])).reverse());
    await carts.put(testCompanyId, { cart: reversed as never, candidates: {} });
    expect(jsonBody(await get())).toEqual(before);
  });

  it('answers 200 with an empty list that says so when offers are switched off, and reads nothing', async () => {
    const { get, reads } = await setUp({ settings: off });
    expect(listOf(await get())).toMatchObject({ disabled: true, reason: 'off', offers: [] });
    expect(reads).toEqual([]);
  });

  it('answers 200 with an empty list that says so for a cart that nobody stored', async () => {
    const { get } = await setUp();
    const list = listOf(await get({ params: { cartId: 'nobody' } }));
    expect(list).toMatchObject({ cartId: 'nobody', degraded: false, reason: 'unknown-cart', offers: [] });
  });

  it('answers 200 with an empty list that says so for a session that is held out, and reads no product', async () => {
    const holdOut = { ...on.holdOut, value: { ...on.holdOut.value, shareBasisPoints: 10_000 } };
    const { evaluate, reads } = await setUp({ settings: { ...on, holdOut } });
    const lines = [{ productId: 'a', quantity: 1 }];
    const list = listOf(await evaluate({ body: { cart: { lines, sessionId: 's1' } } }));
    expect(list).toMatchObject({ disabled: false, degraded: false, reason: 'held-out', offers: [] });
    expect(reads).toEqual([]);
    expect(listOf(await evaluate({ body: { cart: { lines } } })).offers).not.toEqual([]);
  });

  it('answers 200 with an empty list and logs "Failed to get targeted upsells" when a read fails', async () => {
    const offerData = { read: async () => Promise.reject(new Error('table down')) };
    const { get, fakes } = await setUp({ offerData });
    expect(listOf(await get())).toMatchObject({ degraded: true, reason: 'failed', offers: [] });
    expect(fakes.logLines.filter(({ level }) => level === 'error')).toMatchObject([{ code: 'upsell_failed' }]);
  });

  it('says that a cart beyond what can be reckoned exactly is too large, which is no failure of ours', async () => {
    const cards = new Map([['gold', eurProduct('gold', 1e12)]]);
    const { discounts, subscriptions, usage, history } = anOfferRequest();
    const read = { discounts, subscriptions, usage, history, forecasts: new Map(), givenSegments: [] };
    const offerData = { read: async () => ({ ...read, cards, totals: { orders: 0, spent: {} } }) };
    const { evaluate, trace, fakes } = await setUp({ offerData });
    const cart = { lines: [{ productId: 'gold', quantity: 1e6 }] };
    expect(listOf(await evaluate({ body: { cart } }))).toMatchObject({ degraded: false, reason: 'too-large' });
    expect((await trace({ body: { cart } })).statusCode).toBe(422);
    expect(fakes.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it("speaks the merchant's own words in the language asked for", async () => {
    const texts = { '': { title: 'Take it' }, de: { title: 'Nimm es', message: 'Passt dazu' } };
    const { get } = await setUp({ rules: [aRule('r1', { texts })] });
    const textIn = async (locale: string) =>
      listOf(await get({ query: { companyId: testCompanyId, locale } })).offers[0]?.text;
    expect(await textIn('de-AT')).toEqual({ title: 'Nimm es', message: 'Passt dazu' });
    expect(await textIn('fr')).toEqual({ title: 'Take it', message: null });
  });

  it('tells experiment and variant of a rule that asks for them', async () => {
    const conditions = { type: 'experiment-variant', experimentId: 'e1', variants: ['b'] } as const;
    const { evaluate } = await setUp({ rules: [aRule('r1', { conditions })] });
    const cart = { lines: [{ productId: 'a', quantity: 1 }], context: { variants: { e1: 'b' } } };
    expect(listOf(await evaluate({ body: { cart } })).offers[0]).toMatchObject({ experimentId: 'e1', variant: 'b' });
  });

  it.each([
    ['limit', '0'],
    ['limit', '11'],
    ['locale', 'not a language'],
  ])('answers 400 to %s=%s', async (name, value) => {
    const { get } = await setUp();
    expect((await get({ query: { companyId: testCompanyId, [name]: value } })).statusCode).toBe(400);
  });

  it('answers 401 without a credential', async () => {
    expect((await (await setUp()).get({ query: {} })).statusCode).toBe(401);
  });
});

describe('POST /api/upsell/evaluate', () => {
  itGuardsServers(async (parts) => (await setUp()).evaluate(parts));

  it('answers 200 with the offers that the stored cart would get', async () => {
    const { get, evaluate } = await setUp();
    const [stored, inline] = [listOf(await get()), listOf(await evaluate())];
    const essence = ({ offers }: typeof stored) => offers.map(({ ruleId, priceEffect }) => [ruleId, priceEffect]);
    expect(essence(inline)).toEqual(essence(stored));
    expect(inline.cartId).toBeNull();
  });

  it('answers 400 naming the field of the cart', async () => {
    const { evaluate } = await setUp();
    const answer = await evaluate({ body: { cart: { lines: [{ productId: 'a', quantity: -1 }] } } });
    expect(jsonBody<{ errors: object[] }>(answer).errors).toMatchObject([{ pointer: '/body/cart/lines/0/quantity' }]);
  });

  it('never tells why: there is no trace in the answer', async () => {
    expect(jsonBody(await (await setUp()).evaluate())).not.toHaveProperty('trace');
  });
});

describe('POST /api/upsell/trace', () => {
  itGuardsMembers(traceCart, async (parts, options) => (await setUp(options)).trace(parts));

  const busy = { type: 'cart-quantity', atLeast: 5 } as const;
  const rules = [aRule('r1'), aRule('r2', { conditions: { type: 'all', conditions: [busy] } })];

  it('answers 200 with what is served and, for each rule, why', async () => {
    const { trace, evaluate } = await setUp({ rules });
    const body = jsonBody<{ offers: { ruleId: string }[]; trace: object[] }>(await trace());
    expect(body.trace).toEqual([
      {
        ruleId: 'r1',
        name: 'Rule r1',
        type: 'CROSS_SELL',
        rank: 0,
        decision: 'offered',
        detail: 'Offered',
        pointer: null,
        byRuleId: null,
        expectedValue: { amount: 500, currency: 'EUR' },
      },
      {
        ruleId: 'r2',
        name: 'Rule r2',
        type: 'CROSS_SELL',
        rank: null,
        decision: 'condition-failed',
        detail: 'cart-quantity does not hold',
        pointer: '/conditions/0',
        byRuleId: null,
        expectedValue: null,
      },
    ]);
    const served = listOf(await evaluate()).offers.map(({ token: _, ...offer }) => offer);
    expect(body.offers).toEqual(served);
  });

  it('evaluates a draft in the place of its rule, or beside the others', async () => {
    const { trace } = await setUp({ rules });
    const tracedWith = async (body: object) => {
      const answer = await trace({ body: { cart: { lines: [{ productId: 'a', quantity: 5 }] }, ...body } });
      return jsonBody<{ trace: { ruleId: string; name: string }[] }>(answer).trace.map(({ ruleId, name }) => [
        ruleId,
        name,
      ]);
    };
    const draft = aDraft({ name: 'Draft', priority: 900, enabled: false });
    expect(await tracedWith({ draft })).toEqual([
      ['draft', 'Draft'],
      ['r1', 'Rule r1'],
      ['r2', 'Rule r2'],
    ]);
    expect(await tracedWith({ draft, draftOf: 'r1' })).toEqual([
      ['r1', 'Draft'],
      ['r2', 'Rule r2'],
    ]);
  });

  it('evaluates at another moment when asked to', async () => {
    const { trace } = await setUp({ rules: [aRule('r1', { schedule: { from: '2026-12-01T00:00:00.000Z' } })] });
    const decisionAt = async (at?: string) => {
      const answer = await trace({ body: { cartId: 'cart-1', at } });
      return jsonBody<{ trace: { decision: string }[] }>(answer).trace[0]?.decision;
    };
    expect([await decisionAt(), await decisionAt('2026-12-01T01:00:00+01:00')]).toEqual(['not-scheduled', 'offered']);
  });

  it('answers 404 for a cart that nobody stored, 400 to both or neither', async () => {
    const { trace } = await setUp();
    expect((await trace({ body: { cartId: 'nobody' } })).statusCode).toBe(404);
    expect((await trace({ body: {} })).statusCode).toBe(400);
    expect((await trace({ body: { cartId: 'cart-1', cart: { lines: [] } } })).statusCode).toBe(400);
  });
});
