import { getVisitRecommendations, recommendationListSchema } from '#contracts/api/recommendations';
import { verifyItemToken } from '#core/recommend/item-token';
import { makeHandler } from '#lambdas/api/recommendations/get-visit-recommendations';
import type { RecommendationList } from '#lambdas/api/recommendations/serve-list';
import {
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { fakeRecommendDependencies, product, type ReaderContents, row } from '#test/support/recommendation-fakes';

const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const cartIds = ids(50, 'cart');

const store: ReaderContents = {
  products: [...ids(4, 'p'), ...ids(4, 'a'), ...cartIds, 'seen', 'from-last-line'].map((id) => product(id)),
  rows: [
    row('seen', { 'also-viewed': ids(4, 'a') }),
    ...cartIds.map((id, line) => row(id, { 'bought-together': line === 49 ? ['from-last-line'] : [] })),
  ],
  lists: [
    { kind: 'popular', category: '', candidates: ids(4, 'p').map((id) => ({ productId: id, score: 0.5, count: 9 })) },
  ],
  sessions: { s1: { viewedProductIds: ['seen'], cartProductIds: [] } },
  purchases: { c1: [['a3'], ['a3'], ['a3']] },
};

const ask = async (query: Record<string, string> = {}, contents = store) => {
  const stores = fakeRecommendDependencies(contents);
  const handler = makeHandler({ ...endpointFakes({ settings: companySettings() }), ...stores });
  const event = httpEvent(getVisitRecommendations, { query: { companyId: testCompanyId, limit: '4', ...query } });
  const answer = await handler(event, testContext);
  const list = jsonBody<RecommendationList>(answer);
  return { answer, list, ids: list.items.map(({ productId }) => productId), calls: stores.calls };
};

describe('GET /api/recommendations', () => {
  it('tells a visitor of whom nothing is known what is popular, in an answer that caches may keep', async () => {
    const { answer, list, ids: served } = await ask();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.['cache-control']).toContain('public');
    expect(recommendationListSchema.safeParse(list).error).toBeUndefined();
    expect(served).toEqual(ids(4, 'p'));
    expect(list.source).toBe('popular');
  });

  it('follows a visit, and goes back to what it saw', async () => {
    const { answer, ids: served } = await ask({ sessionId: 's1' });
    expect(answer.headers?.['cache-control']).toBe('private, no-store');
    expect(served).toEqual(['seen', 'a0', 'a1', 'a2']);
  });

  it('completes a cart by every one of its lines, and never answers with the cart', async () => {
    const { ids: served, calls } = await ask({ cart: cartIds.join(',') });
    expect(served[0]).toBe('from-last-line');
    expect(served.filter((id) => cartIds.includes(id))).toEqual([]);
    expect(calls.filter((name) => name === 'rows')).toHaveLength(1);
  });

  it('suggests again what a customer buys again and again', async () => {
    const { list } = await ask({ customerId: 'c1' });
    expect(list.items[0]).toMatchObject({ productId: 'a3', reason: { code: 'bought-before' } });
  });

  it('signs items that stood on no product’s page', async () => {
    const { list } = await ask();
    const token = verifyItemToken(list.items[0]!.token, companySettings().signingKey, Date.parse(testNow) / 1000);
    expect(token).toMatchObject({ kind: 'valid', claims: { productId: 'p0', placement: 'you-might-like' } });
    expect(token.kind === 'valid' && token.claims.sourceProductId).toBeFalsy();
  });

  it('answers with the catalog where nothing was ever bought or trained', async () => {
    const fresh = { products: ids(4, 'p').map((id) => product(id)) };
    expect((await ask({}, fresh)).ids).toEqual(ids(4, 'p'));
  });
});
