import fc from 'fast-check';
import { type Product, variantGroup } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { PopularityList } from '#core/recommend/popularity-list';
import { candidateIds, rankRecommendations } from '#core/recommend/recommend';
import {
  type Boost,
  defaultRecommendationConfig,
  type RecommendationConfig,
} from '#core/recommend/recommendation-config';
import { placements, type RecommendationRequest } from '#core/recommend/recommendation-request';
import { relations } from '#core/recommend/relation';
import { aCandidate, aProduct, aRequest, aRow } from '#test/support/recommendation-fixtures';

const configOf = (overrides: Partial<RecommendationConfig>): RecommendationConfig => ({
  ...defaultRecommendationConfig,
  ...overrides,
});

const popularOf = (
  ids: readonly string[],
  category = '',
  kind: 'popular' | 'trending' = 'popular',
): PopularityList => ({
  kind,
  category,
  candidates: ids.map((productId, rank) => ({ productId, score: 1 / (rank + 1), count: 50 })),
});

const ids = (request: RecommendationRequest) => rankRecommendations(request).items.map(({ productId }) => productId);
const products = (...names: string[]) => names.map((name) => aProduct(name));

describe('the fallback ladder', () => {
  const cards = products('a', 'b', 'c', 'd');
  it('answers from behaviour first', () => {
    const row = aRow('p0', { 'bought-together': [aCandidate('a', 1)], similar: [aCandidate('b', 0.2)] });
    const ranked = rankRecommendations(aRequest(cards, { row }));
    expect(ranked.source).toBe('model');
    expect(ranked.items.map(({ productId, rung }) => [productId, rung])).toEqual([
      ['a', 'model'],
      ['b', 'content'],
    ]);
  });
  it('answers from content when nobody has met the product', () => {
    expect(rankRecommendations(aRequest(cards, { row: aRow('p0', { similar: [aCandidate('b', 1)] }) })).source).toBe(
      'content',
    );
  });
  it('answers from the deepest category, then its parents, then the store', () => {
    const popularity = [popularOf(['a']), popularOf(['b'], 'Kitchen'), popularOf(['c'], 'Kitchen > Baking')];
    const source = aProduct('p0', { categoryPath: ['Kitchen', 'Baking'] });
    const ranked = rankRecommendations(aRequest(cards, { source, popularity }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['c', 'b', 'a']);
    expect(ranked.source).toBe('category');
    expect(ranked.items[0]?.reason.text).toBe('Popular in Baking');
  });
  it('answers from the store when nothing else is known, and from what is trending after that', () => {
    const ranked = rankRecommendations(
      aRequest(cards, { source: undefined, popularity: [popularOf(['b']), popularOf(['b', 'd'], '', 'trending')] }),
    );
    expect(ranked.items.map(({ relation }) => relation)).toEqual(['popular', 'trending']);
    expect(ranked.source).toBe('popular');
  });
  it('uses all given categories while the page product is unknown', () => {
    const popularity = [popularOf(['a'], 'Garden'), popularOf(['b'], 'Garden > Pots')];
    expect(ids(aRequest(cards, { source: undefined, popularity }))).toEqual(['b', 'a']);
  });
  it('says none when nothing may be shown', () => {
    expect(rankRecommendations(aRequest([]))).toEqual({ items: [], source: 'none', removed: [] });
  });
  it('fills a short list from the next rung', () => {
    const row = aRow('p0', { 'also-bought': [aCandidate('a', 1)], similar: [aCandidate('b', 1)] });
    const popularity = [popularOf(['c', 'a'])];
    expect(ids(aRequest(cards, { placement: 'also-bought', row, popularity }))).toEqual(['a', 'b', 'c']);
  });
});

describe('the placements', () => {
  const cards = products('a', 'b', 'c', 'd', 'e', 'f');
  const row = aRow('p0', {
    'bought-together': [aCandidate('a', 1), aCandidate('b', 0.9)],
    'also-bought': [aCandidate('c', 1), aCandidate('b', 0.9)],
    'also-viewed': [aCandidate('d', 1), aCandidate('b', 0.9)],
    similar: [aCandidate('e', 1)],
  });
  it('also-bought keeps the trained order and scores', () => {
    const [first, second] = rankRecommendations(aRequest(cards, { placement: 'also-bought', row })).items;
    expect([first, second].map((item) => [item?.productId, item?.score, item?.relation])).toEqual([
      ['c', 1, 'also-bought'],
      ['b', 0.9, 'also-bought'],
    ]);
  });
  it('frequently-viewed keeps the trained order', () => {
    expect(ids(aRequest(cards, { placement: 'frequently-viewed', row }))).toEqual(['d', 'b', 'e']);
  });
  it('hybrid ranks what several relations agree on first, and its parts sum to the score', () => {
    const { items } = rankRecommendations(aRequest(cards, { row, popularity: [popularOf(['e', 'b'])] }));
    expect(items[0]?.productId).toBe('b');
    expect(Object.keys(items[0]?.breakdown ?? {}).sort()).toEqual([
      'also-bought',
      'also-viewed',
      'bought-together',
      'popularity',
    ]);
    for (const { score, breakdown } of items) {
      expect(Object.values(breakdown).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 3);
    }
  });
  it.each(relations)('hybrid without the weight of %s never shows what only that relation knows', (relation) => {
    const only = { 'bought-together': 'a', 'also-bought': 'c', 'also-viewed': 'd', similar: 'e' }[relation];
    const weights = { ...defaultRecommendationConfig.weights, [relation]: 0 };
    const without = ids(aRequest(cards, { row, config: configOf({ weights }) }));
    expect(ids(aRequest(cards, { row }))).toContain(only);
    expect(without).not.toContain(only);
  });
  it('hybrid prefers a good content match to a pair met once', () => {
    const weak = aRow('p0', { 'also-bought': [aCandidate('a', 1, 1)], similar: [aCandidate('e', 1)] });
    expect(ids(aRequest(cards, { row: weak }))).toEqual(['e', 'a']);
  });
  it('hybrid is not moved by a list that nobody has bought from', () => {
    const equal = aRow('p0', { similar: [aCandidate('a', 1), aCandidate('b', 1)] });
    const list = (count: number) => ({ ...popularOf([]), candidates: [{ productId: 'b', score: 1, count }] });
    expect(ids(aRequest(cards, { row: equal, popularity: [list(1)] })).slice(0, 2)).toEqual(['b', 'a']);
    expect(ids(aRequest(cards, { row: equal, popularity: [list(0)] })).slice(0, 2)).toEqual(['a', 'b']);
  });
  it('hybrid survives weights that are all zero', () => {
    const weights = { 'bought-together': 0, 'also-bought': 0, 'also-viewed': 0, similar: 0, popularity: 0 };
    const request = {
      row,
      contextRows: [aRow('x', {})],
      config: configOf({ weights }),
      popularity: [popularOf(['f'])],
    };
    expect(ids(aRequest(cards, request))).toEqual(['f']);
  });
  it('you-might-like differs for sessions with disjoint histories', () => {
    const first = [aRow('x', { 'also-viewed': [aCandidate('a', 1)] })];
    const second = [aRow('y', { 'also-viewed': [aCandidate('f', 1)] })];
    const listFor = (contextRows: typeof first) =>
      ids(aRequest(cards, { placement: 'you-might-like', row, contextRows }));
    expect(listFor(first)).not.toEqual(listFor(second));
    expect(listFor(first)).toContain('a');
    expect(listFor(second)).toContain('f');
  });
  it('you-might-like lets the newest product of the session pull most', () => {
    const newest = aRow('x', { 'also-viewed': [aCandidate('a', 1)] });
    const oldest = aRow('y', { 'also-viewed': [aCandidate('f', 1)] });
    const request = { placement: 'you-might-like' as const, contextRows: [newest, oldest] };
    expect(ids(aRequest(cards, request))).toEqual(['a', 'f']);
    expect(ids(aRequest(cards, { ...request, contextRows: [oldest, newest] }))).toEqual(['f', 'a']);
    const named = [...cards, aProduct('x', { title: 'Tea pot' })];
    expect(rankRecommendations(aRequest(cards, request)).items[0]?.reason.text).toBe('Goes with what you looked at');
    expect(candidateIds(aRequest([], request))).toContain('x');
    expect(rankRecommendations(aRequest(named, request)).items[0]?.reason.text).toBe('Because you viewed Tea pot');
    const inGerman = rankRecommendations(aRequest(named, { ...request, locale: 'de' })).items[0]?.reason.text;
    expect(inGerman).toBe('Weil Sie Tea pot angesehen haben');
  });
  it('you-might-like prefers one strong link to the cart over many weak ones, but not for what was only seen', () => {
    const weak = (id: string, own: string) =>
      aRow(id, { 'bought-together': [aCandidate(own, 1), aCandidate('a', 0.45)] });
    const contextRows = [weak('x', 'b'), weak('y', 'c'), weak('z', 'd')];
    const request = { placement: 'you-might-like' as const, contextRows };
    expect(ids(aRequest(cards, { ...request, inCart: ['x', 'y', 'z'] }))).toEqual(['b', 'c', 'd', 'a']);
    const onlyNewest = ids(aRequest(cards, request));
    expect(onlyNewest.indexOf('a')).toBeLessThan(onlyNewest.indexOf('d'));
  });
  it('you-might-like answers a cart by what completes it, added up over its rows', () => {
    const related = { 'bought-together': [aCandidate('f', 1)] };
    const cartOf = (strength: number, id: string) => ({
      strength,
      candidates: [aCandidate(id, 1), aCandidate('a', 0.7)],
    });
    const contextRows = [
      { ...aRow('x', related), cart: cartOf(0.5, 'b') },
      { ...aRow('y', related), cart: cartOf(0.4, 'c') },
    ];
    const request = { placement: 'you-might-like' as const, contextRows, inCart: ['x', 'y'] };
    expect(ids(aRequest(cards, request))).toEqual(['a', 'b', 'c', 'f']);
    const weights = { ...defaultRecommendationConfig.weights, 'bought-together': 0 };
    expect(ids(aRequest(cards, { ...request, config: configOf({ weights }) }))).toEqual([]);
    expect(ids(aRequest(cards, { ...request, inCart: [] }))).toEqual(['f']);
  });
  it('you-might-like offers what was seen again only where going back is an answer, the newest first', () => {
    const contextRows = [aRow('x', { 'also-viewed': [aCandidate('a', 1)] })];
    const request = { placement: 'you-might-like' as const, contextRows, sessionProductIds: ['b', 'c', 'd'] };
    expect(ids(aRequest(cards, request))).toEqual(['a']);
    const { items } = rankRecommendations(aRequest(cards, { ...request, withReminders: true }));
    expect(items.map(({ productId }) => productId)).toEqual(['c', 'b', 'd', 'a']);
    expect(items[0]).toMatchObject({ relation: 'seen-before', reason: { text: 'You looked at this', evidence: {} } });
    expect(items[0]?.breakdown).toEqual({ reminder: items[0]?.score });
    const withoutRows = aRequest(cards, { ...request, contextRows: [], withReminders: true });
    expect(ids(withoutRows)).toEqual(['c', 'b', 'd']);
  });
  it('you-might-like offers a returning customer what they buy again and again, then what goes with the last purchase', () => {
    const contextRows = [aRow('a', { 'bought-together': [aCandidate('e', 1), aCandidate('f', 0.5)] })];
    const request = {
      placement: 'you-might-like' as const,
      contextRows,
      pastBaskets: [
        ['a', 'b'],
        ['c', 'b'],
        ['b', 'd'],
      ],
    };
    const { items } = rankRecommendations(aRequest(cards, request));
    expect(items.map(({ productId }) => productId)).toEqual(['b', 'a', 'c', 'd', 'e', 'f']);
    expect(items[0]).toMatchObject({ relation: 'bought-before', reason: { text: 'You bought this before' } });
    expect(ids(aRequest(cards, { ...request, contextRows: [] }))).toEqual(['b', 'a', 'c', 'd']);
    expect(ids(aRequest(cards, { ...request, inCart: ['b'] }))[0]).toBe('a');
  });
  it('you-might-like shows what was just seen after what is new', () => {
    const similar = [aCandidate('a', 1), aCandidate('b', 0.6)];
    const request = { placement: 'you-might-like' as const, row: aRow('p0', { similar }) };
    expect(ids(aRequest(cards, { ...request, sessionProductIds: ['a'] }))).toEqual(['b', 'a']);
  });
});

describe('the filters', () => {
  const row = aRow('p0', { 'also-bought': [aCandidate('bad', 1), aCandidate('good', 0.5)] });
  const cases: [string, string, Partial<Product>, Partial<RecommendationRequest>][] = [
    ['variant-of-self', 'a variant of the page product', { variantOf: 'p0' }, {}],
    ['variant-of-self', 'a sibling variant', { variantOf: 'q' }, { source: aProduct('p0', { variantOf: 'q' }) }],
    ['out-of-stock', 'a product without stock', { stock: 0 }, {}],
    ['out-of-stock', 'a product at the stock threshold', { stock: 3 }, { config: configOf({ stockThreshold: 3 }) }],
    ['inactive', 'an archived product', { status: 'archived' }, {}],
    ['excluded', 'a product that the request excludes', {}, { exclude: ['bad'] }],
    ['excluded', 'a product that the merchant excludes', {}, { config: configOf({ excludedProductIds: ['bad'] }) }],
    [
      'excluded',
      'a product below an excluded category',
      { categoryPath: ['Adult', 'Wine'] },
      { config: configOf({ excludedCategories: ['Adult'] }) },
    ],
    ['not-whitelisted', 'a product off the white list', {}, { config: configOf({ onlyProductIds: ['good'] }) }],
    ['in-cart', 'a product in the cart', {}, { inCart: ['bad'] }],
    ['in-cart', 'a variant of a product in the cart', { variantOf: 'q' }, { inCart: ['q'] }],
    ['no-price-in-currency', 'a product without the currency', { prices: [{ amount: 1, currency: 'EUR' }] }, {}],
    [
      'hidden',
      'a pair that the merchant hides',
      {},
      { config: configOf({ hidden: [{ sourceProductId: 'p0', productId: 'bad' }] }) },
    ],
  ];
  it.each(cases)('%s: %s', (filter, _, card, request) => {
    const cards = [aProduct('bad', card), aProduct('good')];
    const ranked = rankRecommendations(aRequest(cards, { placement: 'also-bought', row, ...request }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['good']);
    expect(ranked.removed).toEqual([{ productId: 'bad', filter }]);
  });
  it('unknown: a product whose card is gone', () => {
    const ranked = rankRecommendations(aRequest([aProduct('good')], { placement: 'also-bought', row }));
    expect(ranked.removed).toEqual([{ productId: 'bad', filter: 'unknown' }]);
  });
  it('self: the page product itself, also when only its row is known', () => {
    const self = aRow('p0', { 'also-bought': [aCandidate('p0', 1)] });
    const ranked = rankRecommendations(aRequest(products('p0'), { source: undefined, row: self }));
    expect(ranked.removed).toEqual([{ productId: 'p0', filter: 'self' }]);
  });
  it('duplicate-variant: the better of two variants stands for both', () => {
    const cards = [aProduct('bad', { variantOf: 'v' }), aProduct('good', { variantOf: 'v' })];
    const ranked = rankRecommendations(aRequest(cards, { placement: 'also-bought', row }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['bad']);
    expect(ranked.removed).toEqual([{ productId: 'good', filter: 'duplicate-variant' }]);
  });
  it('duplicate-variant: two listings of one name stand once, and not beside a page product of that name', () => {
    const twins = [
      aProduct('bad', { title: 'Metal sign, cupcake' }),
      aProduct('good', { title: 'METAL SIGN CUPCAKE ' }),
    ];
    const ranked = rankRecommendations(aRequest(twins, { placement: 'also-bought', row }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['bad']);
    const source = aProduct('p0', { title: 'metal sign: cupcake' });
    expect(ids(aRequest(twins, { placement: 'also-bought', row, source }))).toEqual([]);
  });
  it('products without a readable name are told apart by their ids', () => {
    const cards = [aProduct('bad', { title: '!' }), aProduct('good', { title: '?' })];
    expect(ids(aRequest(cards, { placement: 'also-bought', row }))).toEqual(['bad', 'good']);
  });
  it('a sold-out variant leaves its place to the next one', () => {
    const cards = [aProduct('bad', { variantOf: 'v', stock: 0 }), aProduct('good', { variantOf: 'v' })];
    expect(ids(aRequest(cards, { placement: 'also-bought', row }))).toEqual(['good']);
  });
  it('untracked stock is on sale', () => expect(ids(aRequest(products('good'), { row }))).toEqual(['good']));
  it('a hidden pair shows again when its time is over', () => {
    const hiddenUntil = (expiresAt: string) =>
      ids(
        aRequest(products('good'), {
          row,
          config: configOf({ hidden: [{ sourceProductId: 'p0', productId: 'good', expiresAt }] }),
        }),
      );
    expect(hiddenUntil('2026-02-01T00:00:01Z')).toEqual([]);
    expect(hiddenUntil('2026-02-01T00:00:00Z')).toEqual(['good']);
  });
  it('a hidden pair is hidden on its page only', () => {
    const config = configOf({ hidden: [{ sourceProductId: 'other', productId: 'good' }] });
    expect(ids(aRequest(products('good'), { row, config }))).toEqual(['good']);
  });
});

describe('what a merchant steers', () => {
  const row = aRow('p0', { 'also-bought': [aCandidate('a', 1), aCandidate('b', 0.9), aCandidate('c', 0.8)] });
  const request = (overrides: Partial<RecommendationConfig>, cards = products('a', 'b', 'c', 'x', 'y')) =>
    aRequest(cards, { placement: 'also-bought', row, config: configOf(overrides) });
  const pin = (productId: string, position: number, sourceProductId: string | null = 'p0') => ({
    sourceProductId,
    productId,
    position,
  });

  it('a pin stands at its position and the list moves down', () => {
    expect(ids(request({ pins: [pin('x', 1)] }))).toEqual(['a', 'x', 'b', 'c']);
  });
  it('a pin moves a product that was in the list already', () => {
    const ranked = rankRecommendations(request({ pins: [pin('c', 0)] }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['c', 'a', 'b']);
    expect(ranked.items[0]).toMatchObject({ relation: 'pinned', breakdown: { pin: 1 }, reason: { code: 'pinned' } });
    expect(ranked.removed).toEqual([]);
  });
  it('a pin of this page stands before one of all pages', () => {
    expect(ids(request({ pins: [pin('x', 0, null), pin('y', 0)] })).slice(0, 2)).toEqual(['y', 'x']);
  });
  it('pins of one kind at one position stand by id, and a product pinned twice stands once', () => {
    expect(ids(request({ pins: [pin('y', 0), pin('x', 0), pin('x', 2, null)] }))).toEqual(['x', 'y', 'a', 'b', 'c']);
  });
  it('a pin of another page, an expired one and one beyond the limit do nothing', () => {
    const expired = { ...pin('x', 0), expiresAt: '2026-02-01T00:00:00Z' };
    expect(ids(request({ pins: [pin('x', 0, 'other'), expired, pin('y', 8)] }))).toEqual(['a', 'b', 'c']);
  });
  it('a pin that has not expired holds', () => {
    expect(ids(request({ pins: [{ ...pin('x', 0), expiresAt: '2026-02-01T00:00:01Z' }] }))[0]).toBe('x');
  });
  it('a pin never overrides a filter', () => {
    const cards = [...products('a', 'b', 'c'), aProduct('x', { stock: 0 })];
    const ranked = rankRecommendations(request({ pins: [pin('x', 0)] }, cards));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['a', 'b', 'c']);
    expect(ranked.removed).toEqual([{ productId: 'x', filter: 'out-of-stock' }]);
  });
  it('the source is that of the first item that is not pinned', () => {
    expect(rankRecommendations(request({ pins: [pin('x', 0)] })).source).toBe('model');
    const onlyPins = aRequest(products('x'), { config: configOf({ pins: [pin('x', 0)] }) });
    expect(rankRecommendations(onlyPins).source).toBe('model');
  });
  it('the margin weight lifts what earns more, and says so', () => {
    const cards = [
      aProduct('a', { cost: { amount: 950, currency: 'GBP' } }),
      aProduct('b', { cost: { amount: 100, currency: 'GBP' } }),
      aProduct('c', { cost: { amount: 100, currency: 'EUR' } }),
    ];
    expect(ids(request({ marginWeight: 0 }, cards))).toEqual(['a', 'b', 'c']);
    const ranked = rankRecommendations(request({ marginWeight: 1, relevanceGuardrail: 1 }, cards));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['b', 'c', 'a']);
    expect(ranked.items[0]).toMatchObject({ score: 0.81, breakdown: { 'also-bought': 0.9, margin: -0.09 } });
    expect(ranked.merchant).toMatchObject({ strength: 1 });
    expect(ranked.merchant!.marginAfter).toBeGreaterThan(ranked.merchant!.marginBefore);
  });
  it('a free product has no margin to be judged by', () => {
    const cards = [aProduct('a', { prices: [{ amount: 0, currency: 'GBP' }], cost: { amount: 0, currency: 'GBP' } })];
    expect(rankRecommendations(request({ marginWeight: 1 }, cards)).items[0]?.score).toBe(0.4);
  });
  it('a boost lifts a product, a brand or all below a category while it lasts, and says so', () => {
    const cards = [
      aProduct('a'),
      aProduct('b', { brand: 'Hill', categoryPath: ['Tea', 'Cups'] }),
      aProduct('c', { variantOf: 'cc' }),
    ];
    const boost = (kind: Boost['kind'], value: string, overrides: Partial<Boost> = {}) =>
      ids(request({ boosts: [{ kind, value, factor: 2, ...overrides }] }, cards));
    expect(boost('product', 'cc')).toEqual(['c', 'a', 'b']);
    expect(boost('brand', 'Hill')).toEqual(['b', 'a', 'c']);
    expect(boost('category', 'Tea')).toEqual(['b', 'a', 'c']);
    expect(boost('product', 'a', { factor: 0.1 })).toEqual(['b', 'c', 'a']);
    expect(boost('brand', 'Hill', { expiresAt: '2026-02-01T00:00:00Z' })).toEqual(['a', 'b', 'c']);
    const boosts = [{ kind: 'brand', value: 'Hill', factor: 2 }] as const;
    const [first] = rankRecommendations(request({ boosts }, cards)).items;
    expect(first).toMatchObject({ score: 1.8, breakdown: { 'also-bought': 0.9, boost: 0.9 } });
  });
  it('a product that is nearly sold out moves down as far as the guardrail lets it', () => {
    const cards = [aProduct('a', { stock: 2 }), aProduct('b', { stock: 9 }), aProduct('c')];
    const wishes = { lowStockThreshold: 2, lowStockDemotion: 0.5 };
    expect(ids(request({ ...wishes, relevanceGuardrail: 1 }, cards))).toEqual(['b', 'c', 'a']);
    expect(ids(request({ ...wishes, relevanceGuardrail: 0 }, cards))).toEqual(['a', 'b', 'c']);
  });
  it('places are explored for a seed only, never pinned ones, and every item says how likely it stood there', () => {
    const config = configOf({ explorationShare: 0.5, pins: [pin('x', 0)], maxLimit: 2 });
    const lists = Array.from({ length: 40 }, (_, seed) =>
      rankRecommendations({ ...request({}), config, explorationSeed: `seed ${seed}` }),
    );
    expect(new Set(lists.map(({ items }) => items[0]?.productId))).toEqual(new Set(['x']));
    expect(new Set(lists.map(({ items }) => items[1]?.productId))).toEqual(new Set(['a', 'b', 'c']));
    const propensities = lists.map(({ items: [, second] }) => [second?.productId, second?.propensity]);
    expect(new Set(propensities.map((one) => one.join(' ')))).toEqual(new Set(['a 0.5', 'b 0.25', 'c 0.25']));
    const [, second] = rankRecommendations({ ...request({}), config }).items;
    expect([second?.productId, second?.propensity]).toEqual(['a', 1]);
  });
  it('the category cap moves the surplus back without shortening the list', () => {
    const cards = [
      aProduct('a', { categoryPath: ['Tea'] }),
      aProduct('b', { categoryPath: ['Tea'] }),
      aProduct('c', { categoryPath: ['Cake'] }),
    ];
    expect(ids(request({ maxPerCategory: 1 }, cards))).toEqual(['a', 'c', 'b']);
    expect(ids(request({ maxPerCategory: 1 }))).toEqual(['a', 'b', 'c']);
  });
  it('a white list that shares nothing with the model still fills the list', () => {
    const ranked = rankRecommendations(request({ onlyProductIds: ['y', 'x'] }));
    expect(ranked.items.map(({ productId }) => productId)).toEqual(['x', 'y']);
    expect(ranked.items[0]?.reason.text).toBe('Picked by the shop');
  });
  it('the configured longest list caps the request', () => {
    expect(ids({ ...request({ maxLimit: 2 }), limit: 20 })).toEqual(['a', 'b']);
    expect(ids({ ...request({}), limit: 0 })).toEqual([]);
  });
  it('recommendations switched off give nothing and read nothing', () => {
    const off = { ...request({}), flags: { ...defaultFeatureFlags, recommendations_enabled: false } };
    expect(rankRecommendations(off)).toEqual({ items: [], source: 'none', removed: [] });
    expect(candidateIds(off)).toEqual([]);
  });
  it("a language model's sentences show only while their flag is on", () => {
    const written = aRow('p0', { 'also-bought': [{ ...aCandidate('a', 1), reasonText: 'Made for each other.' }] });
    const textFor = (enabled: boolean) =>
      rankRecommendations(
        aRequest(products('a'), {
          row: written,
          flags: { ...defaultFeatureFlags, mi_recommendations_enabled: enabled },
        }),
      ).items[0]?.reason.text;
    expect(textFor(true)).toBe('Made for each other.');
    expect(textFor(false)).toBe('Bought by 10 customers who bought this');
  });
});

describe('an item', () => {
  it('carries the price of its card in the requested currency', () => {
    const card = aProduct('a', {
      prices: [
        { amount: 5, currency: 'EUR' },
        { amount: 7, currency: 'GBP' },
      ],
    });
    const [item] = rankRecommendations(aRequest([card], { popularity: [popularOf(['a'])] })).items;
    expect(item?.price).toEqual({ amount: 7, currency: 'GBP' });
  });
  it('says what it shares with the page product', () => {
    const row = aRow('p0', { similar: [aCandidate('a', 1), aCandidate('b', 0.9), aCandidate('c', 0.8)] });
    const source = aProduct('p0', { categoryPath: ['Tea'], brand: 'Hill' });
    const cards = [aProduct('a', { categoryPath: ['Tea', 'Cups'] }), aProduct('b', { brand: 'Hill' }), aProduct('c')];
    const texts = rankRecommendations(aRequest(cards, { source, row })).items.map(({ reason }) => reason.text);
    expect(texts).toEqual(['Similar: same category', 'Similar: same brand', 'Similar product']);
  });
  it('quotes the counts of its pair', () => {
    const row = aRow('p0', { 'bought-together': [aCandidate('a', 1, 128)] });
    const [item] = rankRecommendations(aRequest(products('a'), { row })).items;
    expect(item?.reason).toEqual({
      code: 'bought-together',
      text: 'Bought together in 128 of 1,940 orders',
      evidence: { ordersTogether: 128, orders: 1940 },
    });
  });
});

describe('candidateIds', () => {
  const many = (prefix: string, length: number) =>
    Array.from({ length }, (_, index) => aCandidate(`${prefix}${String(index).padStart(2, '0')}`, 1 - index / 100));
  it('names the page product first and at most 60 cards, some of them for the fallback', () => {
    const row = aRow('p0', { 'bought-together': many('a', 40), 'also-bought': many('b', 40) });
    const popularity = [popularOf(many('z', 60).map(({ productId }) => productId))];
    const named = candidateIds(aRequest([], { row, popularity }));
    expect(named.length).toBe(60);
    expect(named[0]).toBe('p0');
    expect(new Set(named).size).toBe(60);
    expect(named.filter((id) => id.startsWith('z')).length).toBe(15);
  });
  it('gives the unused part of the fallback to related products, and the other way round', () => {
    const row = aRow('p0', { 'bought-together': many('a', 40), 'also-bought': many('b', 40) });
    expect(candidateIds(aRequest([], { row })).length).toBe(60);
    const popularity = [popularOf(many('z', 80).map(({ productId }) => productId))];
    expect(candidateIds(aRequest([], { popularity })).length).toBe(60);
  });
  it('works before the page product has been read', () => {
    const { cards, source, ...request } = aRequest([], { popularity: [popularOf(['a', 'p0'])] });
    expect([cards.size, source?.productId]).toEqual([0, 'p0']);
    expect(candidateIds({ ...request, sourceProductId: 'p0' })).toEqual(['p0', 'a']);
    expect(candidateIds({ ...request, row: aRow('p0', {}) })).toEqual(['p0', 'a']);
    expect(candidateIds(request)).toEqual(['a', 'p0']);
  });
  it('names no card that would be filtered by its id, and every pin', () => {
    const config = configOf({ pins: [{ sourceProductId: null, productId: 'pinned', position: 0 }] });
    const request = aRequest([], { popularity: [popularOf(['a', 'b', 'c'])], exclude: ['a'], inCart: ['b'], config });
    expect(candidateIds(request)).toEqual(['p0', 'pinned', 'c']);
  });
  it('does not report a product beyond the budget as unknown', () => {
    const row = aRow('p0', { 'bought-together': many('a', 40), 'also-bought': many('b', 40) });
    const request = aRequest([], { row });
    const cards = new Map(candidateIds(request).map((id) => [id, aProduct(id)]));
    expect(rankRecommendations({ ...request, cards, limit: 24 }).removed).toEqual([]);
  });
});

describe('for any request', () => {
  const productId = fc.integer({ min: 0, max: 30 }).map((index) => `p${index}`);
  const card = fc.record({
    stock: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    status: fc.constantFrom('active', 'active', 'active', 'draft' as const),
    currency: fc.constantFrom('GBP', 'GBP', 'EUR'),
    variantOf: fc.option(productId, { nil: undefined, freq: 2 }),
    category: fc.constantFrom<string[]>([], ['A'], ['A', 'B'], ['C']),
  });
  const list = fc.uniqueArray(
    fc.record({
      productId,
      score: fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000),
      pairCount: fc.nat(20),
    }),
    { maxLength: 12, selector: (candidate) => candidate.productId },
  );
  const row = fc.record({ productId, relations: fc.record(Object.fromEntries(relations.map((one) => [one, list]))) });
  const request = fc
    .record({
      placement: fc.constantFrom(...placements),
      cards: fc.array(card, { minLength: 31, maxLength: 31 }),
      row,
      contextRows: fc.array(row, { maxLength: 3 }),
      popular: fc.shuffledSubarray(Array.from({ length: 31 }, (_, index) => `p${index}`)),
      limit: fc.integer({ min: 1, max: 30 }),
      exclude: fc.array(productId, { maxLength: 3 }),
      inCart: fc.array(productId, { maxLength: 3 }),
      pins: fc.array(fc.record({ sourceProductId: fc.constant(null), productId, position: fc.nat(10) }), {
        maxLength: 3,
      }),
      maxPerCategory: fc.nat(3),
      steering: fc.record({
        marginWeight: fc.double({ min: 0, max: 1, noNaN: true }),
        lowStockThreshold: fc.nat(3),
        lowStockDemotion: fc.constantFrom(0, 0.5, 1),
        diversity: fc.constantFrom(0, 0.3, 1),
        explorationShare: fc.constantFrom(0, 0.5),
        boosts: fc.array(
          fc.record({ kind: fc.constant('product' as const), value: productId, factor: fc.constantFrom(0.1, 3) }),
          { maxLength: 2 },
        ),
      }),
      explorationSeed: fc.option(fc.string(), { nil: undefined }),
      mostReminders: fc.option(fc.nat(3), { nil: undefined }),
      withReminders: fc.boolean(),
      sessionProductIds: fc.array(productId, { maxLength: 4 }),
      pastBaskets: fc.array(fc.array(productId, { maxLength: 3 }), { maxLength: 3 }),
    })
    .map(({ cards, row: own, contextRows, popular, pins, maxPerCategory, steering, ...rest }) => {
      const shop = cards.map(({ currency, category, ...fields }, index) =>
        aProduct(`p${index}`, { ...fields, categoryPath: category, prices: [{ amount: 100, currency }] }),
      );
      return aRequest(shop, {
        ...rest,
        source: shop.find(({ productId: id }) => id === own.productId),
        row: aRow(own.productId, own.relations),
        contextRows: contextRows.map((one) => aRow(one.productId, one.relations)),
        popularity: [popularOf(popular)],
        config: configOf({ pins, maxPerCategory, ...steering }),
      });
    });

  const mayBeShown = ({ source, exclude, inCart, currency }: RecommendationRequest, product: Product) =>
    product.status === 'active' &&
    (product.stock === undefined || product.stock > 0) &&
    product.prices.some((price) => price.currency === currency) &&
    variantGroup(product) !== source?.productId &&
    variantGroup(product) !== variantGroup(source!) &&
    product.productId !== source?.productId &&
    ![product.productId].some((id) => exclude.includes(id)) &&
    ![product.productId, variantGroup(product)].some((id) => inCart.includes(id));

  it('shows no product and no variant group twice, nothing ineligible, never more than the limit', () => {
    fc.assert(
      fc.property(request, (one) => {
        const { items } = rankRecommendations(one);
        const shown = items.map((item) => one.cards.get(item.productId)!);
        expect(shown.every((product) => mayBeShown(one, product))).toBe(true);
        expect(new Set(shown.map(variantGroup)).size).toBe(shown.length);
        expect(shown.length).toBeLessThanOrEqual(Math.min(one.limit, 24));
        expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index));
      }),
    );
  });
  it('is as long as the limit or as the eligible products allow', () => {
    fc.assert(
      fc.property(request, (one) => {
        const known = new Set(one.popularity[0]!.candidates.map((candidate) => candidate.productId));
        const groups = new Set(
          [...one.cards.values()]
            .filter((product) => known.has(product.productId) && mayBeShown(one, product))
            .map(variantGroup),
        );
        const { items, source } = rankRecommendations(one);
        expect(items.length).toBeGreaterThanOrEqual(Math.min(one.limit, 24, groups.size));
        expect(source === 'none').toBe(items.length === 0);
      }),
    );
  });
  it('gives the byte-equal answer again, whatever order cards and equal inputs come in', () => {
    fc.assert(
      fc.property(request, (one) => {
        const cards = new Map([...one.cards].reverse());
        const other = { ...one, cards, exclude: [...one.exclude].reverse(), inCart: [...one.inCart].reverse() };
        expect(JSON.stringify(rankRecommendations(other))).toBe(JSON.stringify(rankRecommendations(one)));
      }),
    );
  });
  it('needs no card beyond those it names', () => {
    fc.assert(
      fc.property(request, (one) => {
        const named = candidateIds(one);
        expect(named.length).toBeLessThanOrEqual(60);
        const cards = new Map([...one.cards].filter(([id]) => named.includes(id)));
        expect(rankRecommendations({ ...one, cards }).items).toEqual(rankRecommendations(one).items);
      }),
    );
  });
});
