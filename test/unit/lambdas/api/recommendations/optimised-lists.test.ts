import { getProductRecommendations } from '#contracts/api/recommendations';
import type { CompanySettings } from '#core/companies/company-settings';
import { optimisedExperiments } from '#core/optimiser/optimised-experiments';
import { verifyItemToken } from '#core/recommend/item-token';
import { makeHandler } from '#lambdas/api/recommendations/get-product-recommendations';
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
import { fakeRecommendDependencies, product, row } from '#test/support/recommendation-fakes';
import { placementSettings } from '#test/support/simulated-optimiser';

const state = { hybrid: { run: 1, day: '2026-11-20', shares: { own: 2_500, viewed: 7_500 }, stopped: [] } };

const optimised = (overrides = {}): CompanySettings =>
  companySettings({ listExperiments: optimisedExperiments({ placements: [placementSettings(overrides)] }, state, []) });

const ask = async (settings: CompanySettings, query: Record<string, string>): Promise<RecommendationList> => {
  const stores = fakeRecommendDependencies({
    products: ['p1', 'a', 'b', 'c'].map((id) => product(id)),
    rows: [row('p1', { 'bought-together': ['a'], 'also-viewed': ['b', 'c'] })],
  });
  const event = httpEvent(getProductRecommendations, {
    params: { productId: 'p1' },
    query: { companyId: testCompanyId, ...query },
  });
  return jsonBody(await makeHandler({ ...endpointFakes({ settings }), ...stores })(event, testContext));
};

const claimsOf = ({ items }: RecommendationList) => {
  const token = verifyItemToken(items[0]?.token ?? '', companySettings().signingKey, Date.parse(testNow) / 1000);
  return token.kind === 'valid' ? token.claims : undefined;
};

it('deals sessions by the shares in force, and signs the arm with its propensity into every list', async () => {
  const lists = await Promise.all(
    Array.from({ length: 200 }, (_, at) => ask(optimised(), { sessionId: `session-${at}` })),
  );
  const viewed = lists.filter(({ experiment }) => experiment?.variant === 'viewed');
  expect(viewed.length).toBeGreaterThan(125);
  expect(viewed.length).toBeLessThan(175);
  expect(claimsOf(viewed[0]!)).toMatchObject({ experimentId: 'auto-hybrid-1', variant: 'viewed', variantShare: 0.75 });
  expect(viewed[0]?.items[0]?.productId).toBe('b');
});

it('lets the page draw the arm of a list that all share, as it draws variants', async () => {
  const shared = await ask(optimised(), {});
  expect(shared.experiment).toBeNull();
  expect(shared.experiments).toMatchObject([
    { experimentId: 'auto-hybrid-1', variants: [{ weight: 2_500 }, { weight: 7_500 }] },
  ]);
  const named = await ask(optimised(), { experimentId: 'auto-hybrid-1', variant: 'own' });
  expect(claimsOf(named)).toMatchObject({ variant: 'own', variantShare: 0.25 });
});

it('serves the store’s own list to everybody where nothing is optimised', async () => {
  const list = await ask(optimised({ isOn: false }), { sessionId: 'session-1' });
  expect([list.experiment, list.items[0]?.productId]).toEqual([null, 'a']);
  expect(claimsOf(list)).not.toHaveProperty('variantShare');
});
