import type { Product } from '#core/catalog/product';
import { relatedCandidates } from '#core/ranking/candidate-tiers';
import type { RankedItem } from '#core/recommend/ranked-list';
import { candidateIds, rankRecommendations } from '#core/recommend/recommend';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import { longVisit, ownCorrections, rankingRequest } from '#test/bench/ranking-case';

/** As the API does it: with the cards that the request asks for and no others. */
const listOf = (request: RecommendationRequest) => {
  const related = relatedCandidates(request);
  const ids = candidateIds({ ...request, related });
  const cards = new Map<string, Product>(ids.flatMap((id) => [[id, request.cards.get(id)!]]));
  return { made: related.flat().length, items: rankRecommendations({ ...request, related, cards }).items };
};

/** A white list of the whole catalog takes nothing out, and lets every candidate be made. */
const withAll = (request: RecommendationRequest): RecommendationRequest => ({
  ...request,
  config: { ...request.config, onlyProductIds: [...request.cards.keys()] },
});

/** Items before the related products with a card run out and popular ones follow. */
const relatedItems = (items: readonly RankedItem[]): readonly RankedItem[] => {
  const end = items.findIndex(({ relation }) => relation === 'popular');
  return end < 0 ? items : items.slice(0, end);
};

/** So little is named that what the corrections reach is what bounds the candidates. */
const barePage = {
  placement: 'hybrid',
  inCart: [],
  sessionProductIds: [],
  config: { ...defaultRecommendationConfig, maxLimit: 24 },
} as const;

const seeds = Array.from({ length: 25 }, (_, seed) => seed);

describe('the candidates of a request', () => {
  it.each([
    ['a visit with a cart', {}],
    ['a visit alone', { inCart: [] }],
    ['a page with a visit', { placement: 'hybrid' }],
    ["a visit with a cart under the store's own corrections", { learned: ownCorrections }],
    ["a page under the store's own corrections", { ...barePage, learned: ownCorrections }],
  ] as const)('are cut where no list shows them: %s has the list that all candidates give', (_, shape) => {
    for (const seed of seeds) {
      const request = { ...rankingRequest(longVisit, seed), ...shape, limit: 24 };
      const [cut, all] = [listOf(request), listOf(withAll(request))];
      expect(cut.made).toBeLessThan(all.made);
      const items = relatedItems(cut.items);
      expect(items.length).toBeGreaterThan(10);
      expect(items).toEqual(all.items.slice(0, items.length));
    }
  });

  it('are all made for a white list, whose products may stand anywhere', () => {
    const request = rankingRequest(longVisit, 1);
    const lastIds = relatedCandidates(withAll(request)).flat().slice(-3);
    const onlyProductIds = lastIds.map(({ productId }) => productId);
    const related = relatedCandidates({ ...request, config: { ...request.config, onlyProductIds } }).flat();
    expect(related.map(({ productId }) => productId)).toEqual(expect.arrayContaining(onlyProductIds));
  });
});
