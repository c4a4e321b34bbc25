import {
  getAlsoBought,
  getFrequentlyViewed,
  getProductRecommendations,
  getYouMightLike,
  recommendationListSchema,
} from '#contracts/api/recommendations';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment } from '#core/experiments/experiment';
import type { Money } from '#core/money/money';
import { verifyItemToken } from '#core/recommend/item-token';
import { makeHandler as makeAlsoBought } from '#lambdas/api/recommendations/get-also-bought';
import { makeHandler as makeFrequentlyViewed } from '#lambdas/api/recommendations/get-frequently-viewed';
import { makeHandler as makeHybrid } from '#lambdas/api/recommendations/get-product-recommendations';
import { makeHandler as makeYouMightLike } from '#lambdas/api/recommendations/get-you-might-like';
import type { RecommendationList } from '#lambdas/api/recommendations/serve-list';
import {
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
} from '#test/support/endpoint-fakes';
import { aListExperiment } from '#test/support/experiment-fixtures';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { fakeRecommendDependencies, product, type ReaderContents, row } from '#test/support/recommendation-fakes';

const ids = (count: number, prefix = 'p') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const store: ReaderContents = {
  products: [product('source'), ...ids(20).map((id) => product(id))],
  rows: [
    row('source', {
      'bought-together': ids(6),
      'also-bought': ids(10).reverse(),
      'also-viewed': ids(9),
      similar: ids(12),
    }),
  ],
  lists: [
    { kind: 'popular', category: '', candidates: ids(20).map((productId) => ({ productId, score: 0.5, count: 9 })) },
  ],
};

const placements = {
  hybrid: { operation: getProductRecommendations, make: makeHybrid },
  'also-bought': { operation: getAlsoBought, make: makeAlsoBought },
  'you-might-like': { operation: getYouMightLike, make: makeYouMightLike },
  'frequently-viewed': { operation: getFrequentlyViewed, make: makeFrequentlyViewed },
} as const;

const ask = async (
  contents: ReaderContents,
  parts: HttpEventParts = {},
  { placement = 'hybrid' as keyof typeof placements, settings = companySettings(), now = testNow } = {},
) => {
  const { operation, make } = placements[placement];
  const fakes = endpointFakes({ settings, now });
  const stores = fakeRecommendDependencies(contents);
  const handler = make({ ...fakes, ...stores });
  const event = httpEvent(operation, {
    params: { productId: 'source' },
    query: { companyId: testCompanyId },
    ...parts,
  });
  const answer = await handler(event, testContext);
  return { answer, fakes, calls: stores.calls, list: jsonBody<RecommendationList>(answer) };
};

const withQuery = (query: Record<string, string>): HttpEventParts => ({
  query: { companyId: testCompanyId, ...query },
});

const holdingOut = (shareBasisPoints: number) => {
  const settings = companySettings();
  return { ...settings, holdOut: { ...settings.holdOut, value: { ...settings.holdOut.value, shareBasisPoints } } };
};

describe('the hold-out', () => {
  it('answers 200 with nothing, not to be cached, for a session or customer that is held out, and reads nothing', async () => {
    for (const query of [withQuery({ sessionId: 's1' }), withQuery({ customerId: 'c1' })]) {
      const { answer, list, calls } = await ask(store, query, { settings: holdingOut(10_000) });
      expect([answer.statusCode, answer.headers?.['cache-control']]).toEqual([200, 'private, no-store']);
      expect(list).toMatchObject({ source: 'holdout', items: [], disabled: false, degraded: false });
      expect(recommendationListSchema.safeParse(list).error).toBeUndefined();
      expect(calls).toEqual([]);
    }
  });

  it('tells pages that ask without a session who is held out, in one answer for all', async () => {
    const { answer, list } = await ask(store, {}, { settings: holdingOut(10_000) });
    expect(answer.headers?.['cache-control']).toContain('public');
    expect(list.items).not.toEqual([]);
    expect(list.holdOut).toEqual({ shareBasisPoints: 10_000, salt: '' });
  });

  it('says nothing of it where nobody is held out', async () => {
    expect((await ask(store)).list.holdOut).toBeNull();
  });
});

const running = (overrides: Partial<Experiment> = {}) =>
  companySettings({ listExperiments: [aListExperiment('exp-1', overrides)] });

const claimsIn = ({ items }: RecommendationList) => {
  const token = verifyItemToken(items[0]?.token ?? '', companySettings().signingKey, Date.parse(testNow) / 1000);
  return token.kind === 'valid' ? token.claims : undefined;
};

describe('experiments on lists', () => {
  it('tells pages what runs in the list that all share, and serves the variant that a page names', async () => {
    const shared = await ask(store, {}, { settings: running() });
    expect(recommendationListSchema.safeParse(shared.list).error).toBeUndefined();
    expect(shared.list.experiment).toBeNull();
    expect(shared.list.experiments).toMatchObject([{ experimentId: 'exp-1', salt: 'first' }]);
    const named = withQuery({ experimentId: 'exp-1', variant: 'similar-first' });
    const { answer, list } = await ask(store, named, { settings: running() });
    expect(answer.headers?.['cache-control']).toContain('public');
    expect(list.experiment).toEqual({ experimentId: 'exp-1', variant: 'similar-first' });
    expect(list.items.map(({ productId }) => productId)).toEqual(['p9', 'p8', 'p7']);
    expect(list.recommendationId).not.toBe(shared.list.recommendationId);
    expect(claimsIn(list)).toMatchObject({
      experimentId: 'exp-1',
      variant: 'similar-first',
      placement: 'hybrid',
      sourceProductId: 'source',
    });
    expect(claimsIn(shared.list)).not.toHaveProperty('experimentId');
  });

  it('proves the variant of a list that is as it is, too, under an id of its own', async () => {
    const named = withQuery({ experimentId: 'exp-1', variant: 'as-is' });
    const [asIs, shared] = [await ask(store, named, { settings: running() }), await ask(store)];
    expect(asIs.list.items.map(({ productId }) => productId)).toEqual(
      shared.list.items.map(({ productId }) => productId),
    );
    expect(claimsIn(asIs.list)).toMatchObject({ experimentId: 'exp-1', variant: 'as-is' });
    expect(asIs.list.recommendationId).not.toBe(shared.list.recommendationId);
  });

  it('draws the variant of a session itself, whatever the page names', async () => {
    const settings = running();
    const drawn = assignVariant(settings.listExperiments[0]!, 's1');
    const other = drawn === 'as-is' ? 'similar-first' : 'as-is';
    const query = withQuery({ sessionId: 's1', experimentId: 'exp-1', variant: other });
    const { answer, list } = await ask(store, query, { settings });
    expect(list.experiment).toEqual({ experimentId: 'exp-1', variant: drawn });
    expect([list.experiments, answer.headers?.['cache-control']]).toEqual([[], 'private, no-store']);
  });

  it('serves the plain list for what does not run here', async () => {
    const named = withQuery({ experimentId: 'exp-1', variant: 'similar-first' });
    for (const settings of [running({ status: 'STOPPED' }), running({ placement: 'also-bought' }), companySettings()]) {
      const { list } = await ask(store, named, { settings });
      expect([list.experiment, list.items.length]).toEqual([null, 8]);
    }
  });

  it('shows nothing where the variant hides the list, and says which', async () => {
    const variants = [
      { variant: 'as-is', weight: 1 },
      { variant: 'none', weight: 1, treatment: { isHidden: true } },
    ];
    const named = withQuery({ experimentId: 'exp-1', variant: 'none' });
    const { list } = await ask(store, named, { settings: running({ variants }) });
    expect(list).toMatchObject({ items: [], experiment: { variant: 'none' }, degraded: false, disabled: false });
  });
});

describe('GET /api/products/{productId}/recommendations', () => {
  it('answers 200 with a list that matches its contract, from the model', async () => {
    const { answer, list } = await ask(store);
    expect(answer.statusCode).toBe(200);
    expect(recommendationListSchema.safeParse(list).error).toBeUndefined();
    expect(list).toMatchObject({
      source: 'model',
      modelVersion: 'm1',
      placement: 'hybrid',
      disabled: false,
      degraded: false,
    });
    expect(list.items).toHaveLength(8);
    expect(list.items.map(({ position }) => position)).toEqual(ids(8).map((_, index) => index));
  });

  it('reads one row and one batch of cards when the row fills the list', async () => {
    const { calls } = await ask(store);
    expect(calls.filter((name) => name !== 'lists')).toEqual(['row', 'cards']);
    expect(calls.filter((name) => name === 'lists')).toHaveLength(1);
  });

  it('keeps its ETag when the table gives the members of a price in another order', async () => {
    const withPrice = (price: Money): ReaderContents => ({
      ...store,
      products: store.products?.map((one) => ({ ...one, prices: [price] })),
    });
    const first = await ask(withPrice({ amount: 1_000, currency: 'EUR' }));
    const headers = { 'if-none-match': String(first.answer.headers?.etag) };
    const again = await ask(withPrice({ currency: 'EUR', amount: 1_000 }), { headers });
    expect(again.answer.statusCode).toBe(304);
  });

  it('is cacheable at the edge, with an ETag that stays for the hour and answers 304', async () => {
    const { answer } = await ask(store);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400',
    });
    const etag = String(answer.headers?.etag);
    const again = await ask(store, { headers: { 'if-none-match': etag } });
    expect([again.answer.statusCode, again.answer.body]).toEqual([304, undefined]);
  });

  it.each<Record<string, string>>([{ sessionId: 's1' }, { customerId: 'c1' }])(
    'is never stored by caches when bound to %j',
    async (query) => {
      const { answer } = await ask(store, withQuery(query));
      expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    },
  );

  it('signs for each item what it was and where it stood', async () => {
    const { list } = await ask(store);
    const second = list.items[1];
    const result = verifyItemToken(second?.token ?? '', companySettings().signingKey, Date.parse(testNow) / 1000);
    expect(result).toMatchObject({
      kind: 'valid',
      claims: {
        productId: second?.productId,
        position: 1,
        placement: 'hybrid',
        recommendationId: list.recommendationId,
        modelVersion: 'm1',
      },
    });
  });

  describe('with a share of places explored', () => {
    const { recommendationConfig, ...others } = companySettings();
    const value = { ...recommendationConfig.value, explorationShare: 0.5 };
    const settings = { ...others, recommendationConfig: { ...recommendationConfig, value } };
    const at = async (now: string, query: Record<string, string> = {}) =>
      (await ask(store, withQuery(query), { settings, now })).list;

    it('says in each token how likely the product stood there', async () => {
      const { items } = await at(testNow);
      const propensities = items.map(({ token }) => {
        const result = verifyItemToken(token, settings.signingKey, Date.parse(testNow) / 1000);
        return result.kind === 'valid' ? result.claims.propensity : undefined;
      });
      // 8 places, and the 12 eligible products behind them.
      expect(new Set(propensities)).toEqual(new Set([0.5, 0.5 / 12]));
    });

    it('shows everybody the same list for an hour, then another', async () => {
      const first = await at('2026-11-20T10:00:00.000Z');
      expect(await at('2026-11-20T10:59:59.000Z')).toEqual(first);
      expect(await at('2026-11-20T11:00:00.000Z')).not.toEqual(first);
    });

    it('explores for each visit by itself', async () => {
      const lists = await Promise.all(['s1', 's2', 's3'].map((sessionId) => at(testNow, { sessionId })));
      expect(new Set(lists.map(({ items }) => JSON.stringify(items))).size).toBe(3);
    });
  });

  it('leaves out what the query excludes and what the session has in its cart', async () => {
    const contents = { ...store, sessions: { s1: { viewedProductIds: [], cartProductIds: ['p1'] } } };
    const { list } = await ask(contents, withQuery({ exclude: 'p0,p2', sessionId: 's1' }));
    const served = list.items.map(({ productId }) => productId);
    expect(served).toHaveLength(8);
    expect(served).not.toEqual(expect.arrayContaining(['p0']));
    expect(served.filter((id) => ['p0', 'p1', 'p2', 'source'].includes(id))).toEqual([]);
  });

  it('takes prices from the product cards in the asked currency and withholds products without one', async () => {
    const priced = store.products?.map((one) =>
      one.productId === 'p3' ? one : { ...one, prices: [...one.prices, { amount: 900, currency: 'USD' }] },
    );
    const { list } = await ask({ ...store, products: priced }, withQuery({ currency: 'USD', limit: '24' }));
    expect(new Set(list.items.map(({ price }) => `${price.amount} ${price.currency}`))).toEqual(new Set(['900 USD']));
    expect(list.items.map(({ productId }) => productId)).not.toContain('p3');
    expect(list.items).toHaveLength(19);
  });

  it('fills from the popular products when the row leaves the list short', async () => {
    const { list } = await ask({ ...store, rows: [row('source', { 'bought-together': ['p0'] })] });
    expect(list.items).toHaveLength(8);
    expect(list.items[0]?.productId).toBe('p0');
    expect(new Set(list.items.slice(1).map(({ relation }) => relation))).toEqual(new Set(['popular']));
  });

  it("puts what is popular in the product's category before what is popular in the store", async () => {
    const inCategory = {
      kind: 'popular',
      category: 'Kitchen',
      candidates: [{ productId: 'p19', score: 1, count: 9 }],
    } as const;
    const { list } = await ask({ ...store, rows: [], lists: [inCategory, ...(store.lists ?? [])] });
    expect(list.source).toBe('category');
    expect(list.items[0]).toMatchObject({ productId: 'p19', reason: { text: 'Popular in Kitchen' } });
    expect(list.items).toHaveLength(8);
  });

  it('answers from the catalog, calling nothing popular, in a store that was never trained', async () => {
    const { list, fakes } = await ask(
      { products: store.products },
      {},
      { settings: companySettings({ liveModel: undefined }) },
    );
    expect(list).toMatchObject({ modelVersion: null, source: 'category' });
    expect(list.items).toHaveLength(8);
    expect(list.items.map(({ reason }) => reason.text).join()).not.toMatch(/popular/i);
    expect(fakes.metricSums).toMatchObject({ RecommendationCacheMiss: 1 });
  });

  it('finds eligible products even when every candidate of the row is sold out', async () => {
    const products = store.products?.map((one) => (ids(12).includes(one.productId) ? { ...one, stock: 0 } : one));
    const { list } = await ask({ ...store, products });
    expect(list.items.map(({ productId }) => productId).sort()).toEqual(ids(20).slice(12).sort());
  });

  it('finds the products of a white list that neither the row nor the sample of the catalog holds', async () => {
    const settings = companySettings();
    const { recommendationConfig } = settings;
    const value = { ...recommendationConfig.value, onlyProductIds: ['p19', 'p18'] };
    const contents = { ...store, lists: [], sample: store.products?.slice(0, 5) };
    const { list } = await ask(
      contents,
      {},
      { settings: { ...settings, recommendationConfig: { ...recommendationConfig, value } } },
    );
    expect(list.items.map(({ productId }) => productId)).toEqual(['p19', 'p18']);
  });

  it('answers 200 empty and disabled, reading no row of candidates, when the flag is off', async () => {
    const flags = {
      value: { ...defaultFeatureFlags, recommendations_enabled: false },
      version: 1,
      updatedAt: testNow,
      updatedBy: 'u',
    };
    const { answer, list } = await ask(store, {}, { settings: companySettings({ flags }) });
    expect(answer.statusCode).toBe(200);
    expect(list).toMatchObject({ disabled: true, items: [], source: 'none' });
  });

  it('answers 404 for a product that the store does not have', async () => {
    const { answer } = await ask(store, { params: { productId: 'nothing' } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([404, 'not_found']);
  });

  it.each([
    ['limit above 24', { limit: '25' }, '/query/limit'],
    ['a limit that is no number', { limit: 'many' }, '/query/limit'],
    ['a currency that is no code', { currency: 'euro' }, '/query/currency'],
  ])('answers 400 naming the field for %s', async (_, query, pointer) => {
    const { answer } = await ask(store, withQuery(query));
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({ errors: [{ pointer }] });
  });

  it('answers 200 empty and degraded, uncached, and logs "Recommendation service error" when the table fails', async () => {
    const fakes = endpointFakes();
    const stores = fakeRecommendDependencies(store);
    const failing = { ...stores.reader, cards: () => Promise.reject(new Error('throttled')) };
    const handler = makeHybrid({ ...fakes, ...stores, reader: failing });
    const answer = await handler(
      httpEvent(getProductRecommendations, { params: { productId: 'source' }, query: { companyId: testCompanyId } }),
      testContext,
    );
    expect(answer.statusCode).toBe(200);
    expect(jsonBody(answer)).toMatchObject({ degraded: true, source: 'none', items: [] });
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(fakes.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'recommendation_failed' }));
  });
});

describe('GET /api/products/{productId}/recommendations/also-bought', () => {
  it('keeps its trained order for a known shopper, and reads no rows for one', async () => {
    const { list, calls } = await ask(store, withQuery({ recent: 'p1', cart: 'p2' }), { placement: 'also-bought' });
    expect(list.items.map(({ productId }) => productId)).toEqual(
      ids(10)
        .reverse()
        .filter((id) => id !== 'p2')
        .slice(0, 8),
    );
    expect(calls).not.toContain('rows');
  });

  it('serves the co-purchase relation in its trained order', async () => {
    const { list } = await ask(store, {}, { placement: 'also-bought' });
    expect(list.items.map(({ productId }) => productId)).toEqual(ids(10).reverse().slice(0, 8));
    expect(new Set(list.items.map(({ relation }) => relation))).toEqual(new Set(['also-bought']));
  });
});

describe('GET /api/products/{productId}/recommendations/frequently-viewed', () => {
  it('serves the co-view relation in its trained order', async () => {
    const { list } = await ask(store, {}, { placement: 'frequently-viewed' });
    expect(list.items.map(({ productId }) => productId)).toEqual(ids(8));
    expect(new Set(list.items.map(({ relation }) => relation))).toEqual(new Set(['also-viewed']));
  });
});

describe('GET /api/products/{productId}/recommendations/you-might-like', () => {
  const histories: ReaderContents = {
    products: [
      product('source'),
      ...ids(5, 'a').map((id) => product(id)),
      ...ids(5, 'b').map((id) => product(id)),
      product('seenA'),
      product('seenB'),
    ],
    rows: [
      row('source', { similar: [] }),
      row('seenA', { 'also-viewed': ids(5, 'a') }),
      row('seenB', { 'also-viewed': ids(5, 'b') }),
    ],
    sessions: {
      sa: { viewedProductIds: ['seenA'], cartProductIds: [] },
      sb: { viewedProductIds: ['seenB'], cartProductIds: [] },
    },
    customers: { ca: { viewedProductIds: ['seenA'], cartProductIds: [] } },
  };

  const asked = async (query: Record<string, string>, contents = histories) => {
    const { list, calls, answer } = await ask(contents, withQuery({ limit: '6', ...query }), {
      placement: 'you-might-like',
    });
    return { ids: list.items.map(({ productId }) => productId), items: list.items, calls, answer };
  };

  it('differs for two sessions with disjoint histories', async () => {
    expect((await asked({ sessionId: 'sa' })).ids).toEqual(['seenA', ...ids(5, 'a')]);
    expect((await asked({ sessionId: 'sb' })).ids).toEqual(['seenB', ...ids(5, 'b')]);
  });

  it('knows a customer from earlier sessions', async () => {
    expect((await asked({ customerId: 'ca' })).ids).toEqual(['seenA', ...ids(5, 'a')]);
  });

  it('goes back to what was seen in at most a third of the list, and not at all when asked not to', async () => {
    const seen = ['seenA', 'seenB', 'b0', 'b1'];
    const contents = { ...histories, sessions: { s: { viewedProductIds: seen, cartProductIds: [] } } };
    const { items } = await asked({ sessionId: 's' }, contents);
    expect(items.filter(({ reason }) => reason.code === 'seen-before')).toHaveLength(2);
    const without = await asked({ sessionId: 's', reminders: 'false' }, contents);
    expect(without.ids.filter((id) => seen.includes(id))).toEqual([]);
  });

  it('takes what was seen and what is in the cart from the page, and never answers with the cart', async () => {
    const { ids: served, answer, calls } = await asked({ recent: 'seenA', cart: 'a0,seenB', reminders: 'false' });
    expect(served.slice(0, 4).sort()).toEqual(['a1', 'b0', 'b1', 'b2']);
    expect(served.filter((id) => ['a0', 'seenB'].includes(id))).toEqual([]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(calls).not.toContain('shopper');
  });

  it('takes the page for the newest step of the visit, and tells what it led to by its own evidence', async () => {
    const contents = {
      ...histories,
      rows: [row('source', { 'also-viewed': ['b4'], similar: ['a4'] }), ...(histories.rows ?? []).slice(1)],
    };
    const { items } = await asked({ sessionId: 'sa', reminders: 'false' }, contents);
    expect(items[0]).toMatchObject({ productId: 'b4', reason: { text: 'Viewed in 20 of 200 visits to this product' } });
    const viaVisit = items.find(({ productId }) => productId === 'a0');
    expect(viaVisit?.reason.text).toBe('Because you viewed Product seenA');
    const stranger = await asked({}, contents);
    expect(stranger.items[0]).toMatchObject({ productId: 'a4', relation: 'similar' });
  });

  it('suggests again what the customer buys again and again', async () => {
    const contents = { ...histories, purchases: { cb: [['b4', 'b3'], ['b4'], ['b4']] } };
    const [first] = (await asked({ customerId: 'cb' }, contents)).items;
    expect(first).toMatchObject({ productId: 'b4', reason: { code: 'bought-before' } });
  });

  it('turns a customer who never bought twice to what goes with the purchases, and does not sell them again', async () => {
    const contents = { ...histories, purchases: { cb: [['seenB'], ['b1']] } };
    const { ids: served } = await asked({ customerId: 'cb' }, contents);
    expect(served.slice(0, 4)).toEqual(['b0', 'b2', 'b3', 'b4']);
    expect(served).not.toContain('seenB');
  });

  it('reads the shopper, all rows and all cards in one batch each', async () => {
    const contents = { ...histories, purchases: { ca: [['b1', 'seenB']] } };
    const { calls } = await asked({ sessionId: 'sa', customerId: 'ca', limit: '5' }, contents);
    expect(calls.filter((name) => name !== 'lists')).toEqual(['shopper', 'rows', 'cards']);
  });
});
