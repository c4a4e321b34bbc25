import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { PopularityKind, RecommendationSource } from '#core/recommend/relation';

const fromList = (list: PopularityList, rung: RecommendationSource): Candidate[] => {
  const category = list.category.split(' > ').at(-1);
  return list.candidates.map(({ productId, score, count }) => ({
    productId,
    score,
    breakdown: { popularity: score },
    relation: list.kind,
    rung,
    facts: { code: list.kind, count, total: 0, category },
  }));
};

/** Score per product of the store's and the categories' popular lists, the best; listed without any demand is no score. */
export const popularityScores = (lists: readonly PopularityList[]): Map<string, number> => {
  const scores = new Map<string, number>();
  for (const { kind, candidates } of lists) {
    if (kind !== 'popular') continue;
    for (const { productId, score, count } of candidates) {
      if (count > 0) scores.set(productId, Math.max(score, scores.get(productId) ?? 0));
    }
  }
  return scores;
};

/** The last rungs: what is popular in the source's categories, deepest first, then in the store. */
export const fallbackCandidates = ({
  popularity,
  source,
  config,
}: Pick<RecommendationRequest, 'popularity' | 'source' | 'config'>): Candidate[] => {
  const find = (kind: PopularityKind, category: string) =>
    popularity.find((list) => list.kind === kind && list.category === category);
  const given = [...new Set(popularity.map(({ category }) => category).filter(Boolean))];
  const deepestFirst = given.sort((a, b) => b.split(' > ').length - a.split(' > ').length || (a < b ? -1 : 1));
  const categories = source ? categoryKeys(source) : deepestFirst;
  const inCategories = categories.flatMap((category) => {
    const list = find('popular', category);
    return list ? fromList(list, 'category') : [];
  });
  const inStore = (['popular', 'trending'] as const).flatMap((kind) => {
    const list = find(kind, '');
    return list ? fromList(list, 'popular') : [];
  });
  return [...inCategories, ...inStore, ...whiteListed(config.onlyProductIds)];
};

/** A short white list that shares nothing with the model or the popular products must still fill a list. */
const whiteListed = (productIds: readonly string[]): Candidate[] =>
  productIds
    .map(
      (productId): Candidate => ({
        productId,
        score: 0,
        breakdown: {},
        relation: 'pinned',
        rung: 'popular',
        facts: { code: 'pinned', count: 0, total: 0 },
      }),
    )
    .sort(compareCandidates);
