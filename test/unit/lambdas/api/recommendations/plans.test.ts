import { getYouMightLike, recommendationListSchema } from '#contracts/api/recommendations';
import { type CompanyPlan, type DefaultPlan, defaultCompanyPlan } from '#core/plans/company-plan';
import { makeHandler } from '#lambdas/api/recommendations/get-you-might-like';
import type { RecommendationList } from '#lambdas/api/recommendations/serve-list';
import { companySettings, endpointFakes, jsonBody, testCompanyId, testContext } from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { fakeRecommendDependencies, product, type ReaderContents, row } from '#test/support/recommendation-fakes';

const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => `p${from + index}`);
const store: ReaderContents = {
  products: [product('source'), ...ids(0, 40).map((id) => product(id))],
  rows: [
    row('source', { similar: ids(0, 12), 'also-viewed': ids(0, 12) }),
    row('p30', { 'also-viewed': ids(20, 8), similar: ids(20, 8) }),
  ],
};
const monthEndsAt = '2026-11-30T23:00:00.000Z';

interface Situation {
  readonly plan?: Partial<CompanyPlan>;
  readonly served?: number;
  readonly defaultPlan?: DefaultPlan;
  readonly query?: Readonly<Record<string, string>>;
  readonly contents?: ReaderContents;
}

const ask = async ({ plan = {}, served = 0, defaultPlan, query = {}, contents = store }: Situation) => {
  const usage = { month: '2026-11', monthEndsAt, served, closedThrough: null, servedInClosedDays: 0 };
  const value = { ...defaultCompanyPlan, ...plan };
  const settings = companySettings({ plan: { value, version: 1, updatedAt: null, updatedBy: null }, usage });
  const stores = fakeRecommendDependencies(contents);
  const handler = makeHandler({ ...endpointFakes({ settings, defaultPlan }), ...stores });
  const params = { params: { productId: 'source' }, query: { companyId: testCompanyId, ...query } };
  const answer = await handler(httpEvent(getYouMightLike, params), testContext);
  return { answer, list: jsonBody<RecommendationList>(answer), calls: stores.calls };
};

const shown = ({ items }: RecommendationList) => items.map(({ productId }) => productId);
const visit = { sessionId: 's1', recent: 'p30' };

describe('lists of a company over its quota', () => {
  const over = { served: 1_000, defaultPlan: 'free' } as const;

  it('answer 200 with the list that everybody gets, and say so in body and headers', async () => {
    const { answer, list } = await ask({ ...over, query: visit });
    expect(answer.statusCode).toBe(200);
    expect(recommendationListSchema.safeParse(list).error).toBeUndefined();
    expect(list.quotaExceeded).toBe(true);
    expect(shown(list)).toEqual(shown((await ask({})).list));
    expect(answer.headers).toMatchObject({
      'ratelimit-policy': expect.stringMatching(/, "month";q=1000$/),
      // From 20 November 10:00 to the end of the month in Berlin.
      ratelimit: expect.stringMatching(/, "month";r=0;t=910800$/),
    });
  });

  it('tell of themselves what lists tell whose plan goes further', async () => {
    const { items: _, ...plain } = (await ask({ ...over, query: visit })).list;
    const { items: __, ...whole } = (await ask({ query: visit })).list;
    const same = { recommendationId: '', quotaExceeded: false, source: 'model' };
    expect({ ...plain, ...same }).toEqual({ ...whole, ...same });
  });

  it('read no shopper and no further row', async () => {
    const { calls } = await ask({ ...over, query: { ...visit, customerId: 'c1' } });
    expect(calls.filter((name) => name === 'shopper' || name === 'rows')).toEqual([]);
  });

  it('still leave out what is in the cart', async () => {
    const { list } = await ask({ ...over, query: { cart: 'p0,p1' } });
    expect(shown(list)).not.toEqual(expect.arrayContaining(['p0']));
    expect(shown(list)).not.toEqual(expect.arrayContaining(['p1']));
    expect(list.items.length).toBeGreaterThan(0);
  });

  it('are empty where a hard stop was agreed: 200, without any read', async () => {
    const { answer, list, calls } = await ask({ ...over, plan: { whenOverQuota: 'stop' } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.['cache-control']).toBe('private, no-store');
    expect(recommendationListSchema.safeParse(list).error).toBeUndefined();
    expect(list).toMatchObject({ quotaExceeded: true, degraded: false, items: [], source: 'none' });
    expect(calls).toEqual([]);
  });

  it('are whole again under a larger plan, and where plans are off', async () => {
    for (const situation of [{ ...over, plan: { plan: 'pro' } as const }, { served: 1_000 }]) {
      const { list, answer } = await ask({ ...situation, query: visit });
      expect(list.quotaExceeded).toBe(false);
      expect(shown(list)).toEqual(shown((await ask({ query: visit })).list));
      expect(answer.headers?.ratelimit).not.toContain('month');
    }
  });
});

describe('lists of a plan', () => {
  it.each([
    ['starter', false],
    ['growth', true],
    ['pro', true],
  ] as const)('%s: turn towards the visit: %s', async (plan, isTurned) => {
    const [turned, everybodys] = [await ask({ query: visit }), await ask({})];
    expect(shown(turned.list)).not.toEqual(shown(everybodys.list));
    const { list } = await ask({ plan: { plan }, defaultPlan: 'free', query: visit });
    expect(shown(list)).toEqual(shown(isTurned ? turned.list : everybodys.list));
  });

  it.each([
    ['growth', false],
    ['pro', true],
  ] as const)('%s: turn towards the customer: %s', async (plan, isTurned) => {
    const contents = { ...store, customers: { c1: { viewedProductIds: ['p30'], cartProductIds: [] } } };
    const customer = { customerId: 'c1' };
    const { list } = await ask({ plan: { plan }, defaultPlan: 'free', query: customer, contents });
    const [turned, everybodys] = [await ask({ query: customer, contents }), await ask({ contents })];
    expect(shown(turned.list)).not.toEqual(shown(everybodys.list));
    expect(shown(list)).toEqual(shown(isTurned ? turned.list : everybodys.list));
  });
});
