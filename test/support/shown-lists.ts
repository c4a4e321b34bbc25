import type { CompanySettings } from '#core/companies/company-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { mulberry32 } from '#core/random/mulberry32';
import { makeList } from '#lambdas/api/recommendations/make-list';
import { fakeRecommendDependencies, product, type ReaderContents, row } from '#test/support/recommendation-fakes';

const ids = Array.from({ length: 10 }, (_, index) => `p${index}`);

/** A store beside whose product `source` ten others are bought, p0 most often. */
export const shownStore: ReaderContents = {
  products: [product('source'), ...ids.map((id) => product(id, { cost: { amount: 600, currency: 'EUR' } }))],
  rows: [row('source', { 'also-bought': ids }), row('source', { 'also-bought': [...ids].reverse() }, 'm2')],
  lists: [],
};

export const shownLength = 4;

/** The settings with places tried with a probability. */
export const exploring = (settings: CompanySettings, explorationShare: number): CompanySettings => ({
  ...settings,
  recommendationConfig: {
    ...settings.recommendationConfig,
    value: { ...settings.recommendationConfig.value, explorationShare },
  },
});

export interface ShownLog {
  readonly sessions: number;
  /** Probability that a product is clicked when it is seen. */
  readonly clicks: (productId: string) => number;
  readonly seed?: number;
}

/** What the archive holds of sessions that each saw one list beside `source`, made by the code that serves lists. */
export const shownLog = async (
  settings: CompanySettings,
  { sessions, clicks, seed = 1 }: ShownLog,
): Promise<ShopEvent[]> => {
  const random = mulberry32(seed);
  const deps = fakeRecommendDependencies(shownStore);
  const log: ShopEvent[] = [];
  for (let session = 0; session < sessions; session += 1) {
    const asked = { productId: 'source', placement: 'also-bought', limit: shownLength } as const;
    const now = '2026-11-19T10:00:00.000Z';
    const list = await makeList(deps, settings, { ...asked, explorationSeed: `${seed} ${session}`, now });
    const places = list!.ranked.items.map(({ productId, position, propensity }) => ({
      productId,
      position,
      propensity,
    }));
    const said = {
      companyId: settings.company.companyId,
      sessionId: `session-${session}`,
      occurredAt: now,
      receivedAt: now,
      recommendationId: `rec_${session}`,
      placement: asked.placement,
      sourceProductId: asked.productId,
      plainLength: shownLength,
    };
    const productIds = places.map(({ productId }) => productId);
    log.push({
      ...said,
      eventId: `shown-${session}`,
      type: 'recommendation_impression',
      productIds,
      places,
      position: 0,
    });
    for (const { productId, position } of places) {
      if (random() >= clicks(productId)) continue;
      log.push({ ...said, eventId: `click-${session}-${position}`, type: 'recommendation_click', productId, position });
    }
  }
  return log;
};
