import { previewRecommendations, previewResponse } from '#contracts/api/recommendation-config';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { makeHandler } from '#lambdas/api/recommendation-config/preview-recommendations';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  jsonBody,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { fakeRecommendDependencies, product, row } from '#test/support/recommendation-fakes';

const contents = {
  products: [
    product('source'),
    product('a', { cost: { amount: 400, currency: 'EUR' } }),
    product('b'),
    product('c', { stock: 0 }),
  ],
  rows: [row('source', { 'bought-together': ['a', 'c'], similar: ['b'] })],
};

const ask = async (
  query: Record<string, string> = {},
  claims: Record<string, string> | undefined = claimsOf(testUserId),
) => {
  const deps = {
    ...endpointFakes(),
    freshReader: () => fakeRecommendDependencies(contents),
    freshSettings: async () => companySettings(),
  };
  const event = httpEvent(previewRecommendations, {
    params: { productId: query.productId ?? 'source' },
    query,
    claims,
  });
  return makeHandler(deps)(event, testContext);
};

const draft = (change: object) => JSON.stringify({ ...defaultRecommendationConfig, ...change });

describe('GET /api/admin/recommendations/preview/{productId}', () => {
  it('shows for each item what each relation contributed and its margin, and what each filter took out', async () => {
    const answer = await ask();
    const body = jsonBody(answer);
    expect(answer.statusCode).toBe(200);
    expect(previewResponse.safeParse(body).error).toBeUndefined();
    expect(body.items).toEqual([
      expect.objectContaining({
        productId: 'a',
        margin: 0.6,
        breakdown: expect.objectContaining({ 'bought-together': expect.any(Number) }),
      }),
      expect.objectContaining({
        productId: 'b',
        margin: null,
        breakdown: expect.objectContaining({ similar: expect.any(Number) }),
      }),
    ]);
    expect(body.removed).toContainEqual({ productId: 'c', title: 'Product c', filter: 'out-of-stock' });
  });

  it('is never stored by caches', async () => {
    expect((await ask()).headers).toMatchObject({ 'cache-control': 'private, no-store' });
  });

  it('follows the draft and not the stored configuration', async () => {
    const answer = await ask({ config: draft({ excludedProductIds: ['a'] }) });
    expect(jsonBody<{ items: { productId: string }[] }>(answer).items.map(({ productId }) => productId)).toEqual(['b']);
  });

  it.each([
    ['no JSON', '{', '/query/config'],
    [
      'a weight above 1',
      draft({ weights: { ...defaultRecommendationConfig.weights, similar: 2 } }),
      '/query/config/weights/similar',
    ],
  ])('answers 400 naming the field for a draft with %s', async (_, config, pointer) => {
    const answer = await ask({ config });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({ errors: [{ pointer }] });
  });

  it('answers 404 for an unknown product and 401 without a token', async () => {
    expect((await ask({ productId: 'nothing' })).statusCode).toBe(404);
    const deps = {
      ...endpointFakes(),
      freshReader: () => fakeRecommendDependencies(contents),
      freshSettings: async () => companySettings(),
    };
    const anonymous = await makeHandler(deps)(
      httpEvent(previewRecommendations, { params: { productId: 'source' } }),
      testContext,
    );
    expect(anonymous.statusCode).toBe(401);
  });
});
