import { previewDraft } from '#contracts/api/recommendation-config';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { makeHandler } from '#lambdas/api/recommendation-config/preview-draft';
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
  products: [product('source'), product('a'), product('b')],
  rows: [row('source', { 'bought-together': ['a', 'b'] })],
};

const ask = (body: unknown, productId = 'source') => {
  const deps = {
    ...endpointFakes(),
    freshReader: () => fakeRecommendDependencies(contents),
    freshSettings: async () => companySettings(),
  };
  return makeHandler(deps)(
    httpEvent(previewDraft, { params: { productId }, body, claims: claimsOf(testUserId) }),
    testContext,
  );
};

const productIds = (answer: Awaited<ReturnType<typeof ask>>) =>
  jsonBody<{ items: { productId: string }[] }>(answer).items.map((item) => item.productId);

describe('POST /api/admin/recommendations/preview/{productId}', () => {
  it('follows a draft with thousands of ids, which no address could hold', async () => {
    const excludedProductIds = [...Array.from({ length: 4_000 }, (_, index) => `discontinued-${index}`), 'a'];
    const answer = await ask({ config: { ...defaultRecommendationConfig, excludedProductIds } });
    expect(answer.statusCode).toBe(200);
    expect(productIds(answer)).toEqual(['b']);
  });

  it('takes a limit', async () => {
    expect(productIds(await ask({ config: defaultRecommendationConfig, limit: 1 }))).toEqual(['a']);
  });

  it('answers 400 naming the field of a wrong draft', async () => {
    const answer = await ask({ config: { ...defaultRecommendationConfig, defaultLimit: 0 } });
    expect(jsonBody(answer)).toMatchObject({ status: 400, errors: [{ pointer: '/body/config/defaultLimit' }] });
  });

  it('answers 404 for an unknown product', async () => {
    expect((await ask({ config: defaultRecommendationConfig }, 'nothing')).statusCode).toBe(404);
  });
});
