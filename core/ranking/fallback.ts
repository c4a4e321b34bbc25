import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { PopularityKind } from '#core/recommend/relation';

const candidatesOf = (list: PopularityList): Candidate[] => {
  const category = list.category.split(' > ').at(-1);
  return list.candidates.map(({ productId, score, count, recent = count }) => ({
    productId,
    score,
    breakdown: { popularity: score },
    relation: list.kind,
    rung: list.category === '' ? 'popular' : 'category',
    // A trend is told by the week's people, the rest by all.
    facts: { code: list.kind, count: list.kind === 'trending' ? recent : count, total: 0, category },
  }));
};

const knownCandidates = new WeakMap<PopularityList, readonly Candidate[]>();

/** Made once for a list that stays in memory over many requests. */
const fromList = (list: PopularityList): readonly Candidate[] => {
  const known = knownCandidates.get(list) ?? candidatesOf(list);
  knownCandidates.set(list, known);
  return known;
};

const scoresOf = (lists: readonly PopularityList[]): ReadonlyMap<string, number> => {
  const scores = new Map<string, number>();
  for (const { kind, candidates } of lists) {
    if (kind !== 'popular') continue;
    for (const { productId, score, count } of candidates) {
      if (count > 0) scores.set(productId, Math.max(score, scores.get(productId) ?? 0));
    }
  }
  return scores;
};

const knownScores = new WeakMap<readonly PopularityList[], ReadonlyMap<string, number>>();

/**
 * Score per product of the store's and the categories' popular lists, the best; listed without any demand is no score.
 * Computed once for lists that are asked again, as they are for one request.
 */
export const popularityScores = (lists: readonly PopularityList[]): ReadonlyMap<string, number> => {
  const known = knownScores.get(lists) ?? scoresOf(lists);
  knownScores.set(lists, known);
  return known;
};

/** Places of a popular list after which one is given to what is trending or in season. */
const popularInARow = 3;

/** What is popular, with what is trending and what its season brings back taking turns in every fourth place. */
const mixed = (popular: readonly Candidate[], risers: readonly (readonly Candidate[])[]): Candidate[] => {
  const turns = risers.filter((list) => list.length > 0);
  const inTurn = turns.length === 0 ? [] : alternating(turns);
  return popular
    .flatMap((candidate, at) => {
      const riser = (at + 1) % popularInARow === 0 ? inTurn[(at + 1) / popularInARow - 1] : undefined;
      return riser ? [candidate, riser] : [candidate];
    })
    .concat(inTurn.slice(Math.floor(popular.length / popularInARow)));
};

const alternating = (lists: readonly (readonly Candidate[])[]): Candidate[] => {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
};

/** The last rungs: what is wanted in the source's categories, deepest first, then in the store. */
export const fallbackCandidates = ({
  popularity,
  source,
  config,
}: Pick<RecommendationRequest, 'popularity' | 'source' | 'config'>): Candidate[] => {
  const wantedIn = (category: string): Candidate[] => {
    const of = (kind: PopularityKind): readonly Candidate[] => {
      const list = popularity.find((one) => one.kind === kind && one.category === category);
      return list ? fromList(list) : [];
    };
    return mixed(of('popular'), [of('trending'), of('seasonal')]);
  };
  const given = [...new Set(popularity.map(({ category }) => category).filter(Boolean))];
  const deepestFirst = given.sort((a, b) => b.split(' > ').length - a.split(' > ').length || (a < b ? -1 : 1));
  const categories = source ? categoryKeys(source) : deepestFirst;
  const inCategories = categories.flatMap(wantedIn);
  return [...inCategories, ...wantedIn(''), ...whiteListed(config.onlyProductIds)];
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
