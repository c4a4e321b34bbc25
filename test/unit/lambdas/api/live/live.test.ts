import { getProductActivity, getTrending } from '#contracts/api/live';
import type { HourActivity } from '#core/activity/product-activity';
import { makeHandler as makeGetProductActivity } from '#lambdas/api/live/get-product-activity';
import { makeHandler as makeGetTrending } from '#lambdas/api/live/get-trending';
import type { LiveDependencies } from '#lambdas/api/live/runtime-dependencies';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { learnBatches, liveNow, viewAt } from '#test/support/live-events';
import { product } from '#test/support/recommendation-fakes';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

const signals = learnBatches([
  [
    ...range(12).map((at) => viewAt(`burst${at}`, 'hot', 1)),
    ...range(40).map((at) => viewAt(`s${at}`, `p${at % 10}`, at)),
  ],
]);

const hour = Date.parse('2026-11-20T10:00:00Z') / 3_600_000;
const ofProduct = jest.fn(
  async (..._: string[]): Promise<HourActivity[]> => [
    { productId: 'p1', hour, views: 3, impressions: 9 },
    { productId: 'p1', hour: hour + 2, views: 1, impressions: 0 },
  ],
);

const dependencies = (options: FakeOptions): LiveDependencies => ({
  ...endpointFakes({ now: liveNow, ...options }),
  activity: { ofProduct },
  live: { read: async () => [...signals.values()] },
  popularity: { getMany: async () => [] },
  products: { getMany: async () => [product('hot', { title: 'Hot mug' })] },
});

describe('GET /api/products/{productId}/activity', () => {
  const usual = { from: '2026-11-20T10:12:00Z', to: '2026-11-20T12:01:00Z' };
  const call: MemberCall = (parts = {}, options = {}) =>
    makeGetProductActivity(dependencies(options))(
      httpEvent(getProductActivity, {
        claims: claimsOf(testUserId),
        params: { productId: 'p1' },
        ...parts,
        query: { companyId: testCompanyId, ...usual, ...parts.query },
      }),
      testContext,
    );

  it('200 with the hours of the window, whole ones, and their sums', async () => {
    const answer = await call();
    expect(answer.statusCode).toBe(200);
    expect(jsonBody(answer)).toEqual({
      productId: 'p1',
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-20T13:00:00.000Z',
      views: 4,
      impressions: 9,
      hours: [
        { hour: '2026-11-20T10:00:00.000Z', views: 3, impressions: 9 },
        { hour: '2026-11-20T12:00:00.000Z', views: 1, impressions: 0 },
      ],
    });
    expect(ofProduct).toHaveBeenCalledWith(testCompanyId, 'p1', '2026-11-20T10:00:00.000Z', '2026-11-20T13:00:00.000Z');
  });

  it.each([
    ['an end before the start', { from: usual.to, to: usual.from }],
    ['more than 35 days', { from: '2026-01-01T00:00:00Z', to: '2026-11-20T00:00:00Z' }],
  ])('422 for %s', async (_, query) => {
    expect((await call({ query })).statusCode).toBe(422);
  });

  itGuardsMembers(getProductActivity, call);
});

describe('GET /api/trending', () => {
  const call: MemberCall = (parts = {}, options = {}) =>
    makeGetTrending(dependencies(options))(
      httpEvent(getTrending, {
        claims: claimsOf(testUserId),
        ...parts,
        query: { companyId: testCompanyId, ...parts.query },
      }),
      testContext,
    );

  it('200 with what trends and why', async () => {
    const { products } = jsonBody(await call()) as { products: Record<string, number>[] };
    expect(products).toMatchObject([{ productId: 'hot', title: 'Hot mug', people: 12 }]);
    expect(products[0]?.deviation).toBeGreaterThan(3);
    expect(products[0]?.now).toBeGreaterThan(2 * (products[0]?.expected ?? 0));
  });

  itGuardsMembers(getTrending, call);
});
