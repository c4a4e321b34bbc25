import type { Page, Route } from 'playwright-core';
import type { recommendationListSchema } from '#contracts/api/recommendations';
import type { Product } from '#core/catalog/product';

type RecommendationList = (typeof recommendationListSchema)['_zod']['output'];

const corsHeaders = { 'access-control-allow-origin': '*' };

export const listOf = (products: readonly Product[], change: Partial<RecommendationList> = {}): RecommendationList => ({
  recommendationId: 'r-1',
  modelVersion: 'm-1',
  source: 'model',
  placement: 'hybrid',
  disabled: false,
  degraded: false,
  quotaExceeded: false,
  holdOut: null,
  experiment: null,
  experiments: [],
  explored: false,
  items: products.map((product, position) => ({
    productId: product.productId,
    title: product.title,
    url: product.url ?? null,
    imageUrl: product.imageUrl ?? null,
    price: product.prices[0] ?? { amount: 0, currency: 'EUR' },
    position,
    score: 1 - position / 100,
    relation: 'bought-together',
    reason: { code: 'bought-together', text: `Bought together in ${60 - position} orders`, evidence: {} },
    token: `token-${product.productId}`,
  })),
  ...change,
});

export interface RecordedEvent {
  /** `view`, `impression`, `click` or `add-to-cart`. */
  readonly kind: string;
  readonly contentType: string | undefined;
  readonly body: Record<string, unknown>;
}

export type StubAnswer = RecommendationList | 'error' | 'unreachable' | 'silent' | 'garbage';

const answerWith = (route: Route, answer: StubAnswer): Promise<void> => {
  if (answer === 'silent') return Promise.resolve();
  if (answer === 'unreachable') return route.abort();
  if (answer === 'error') return route.fulfill({ status: 503, headers: corsHeaders, body: '{}' });
  if (answer === 'garbage') return route.fulfill({ status: 200, headers: corsHeaders, body: '<html>' });
  return route.fulfill({ status: 200, headers: corsHeaders, json: answer });
};

/** Stands in for the API of a page: every list is `answer`, and events are kept. */
export const stubRecommendations = async (page: Page, answer: StubAnswer): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  await page.route(/\/api(\/products\/[^/]+)?\/recommendations/, (route) => answerWith(route, answer));
  await page.route(/\/api\/recommendations\//, async (route) => {
    const request = route.request();
    events.push({
      kind: new URL(request.url()).pathname.split('/').at(-1) ?? '',
      contentType: await request.headerValue('content-type').then((value) => value ?? undefined),
      body: JSON.parse(request.postData() ?? '{}') as Record<string, unknown>,
    });
    await route.fulfill({ status: 202, headers: corsHeaders, json: { accepted: 1 } });
  });
  return events;
};
