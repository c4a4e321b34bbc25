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

/** Candidates, each product once, and where each product stands. */
interface Ladder {
  readonly candidates: readonly Candidate[];
  readonly placeOf: ReadonlyMap<string, number>;
}

/** What has been made of the lists of a request. */
interface Known {
  scores?: ReadonlyMap<string, number>;
  /** By the categories that it was asked for. */
  readonly ladders: Map<string, Ladder>;
}

const knownLists = new WeakMap<readonly PopularityList[], Known>();

/** One memory for all that is made of the same lists: each more of them would lengthen every collection of garbage. */
const knownOf = (lists: readonly PopularityList[]): Known => {
  const known = knownLists.get(lists) ?? { ladders: new Map<string, Ladder>() };
  knownLists.set(lists, known);
  return known;
};

/**
 * Score per product of the store's and the categories' popular lists, the best; listed without any demand is no score.
 * Computed once for lists that are asked again, as they are for one request.
 */
export const popularityScores = (lists: readonly PopularityList[]): ReadonlyMap<string, number> => {
  const known = knownOf(lists);
  known.scores ??= scoresOf(lists);
  return known.scores;
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

type FallbackRequest = Pick<RecommendationRequest, 'popularity' | 'source' | 'config'>;

/** What is wanted in a category, or in the store for `''`. */
const wantedIn = (popularity: readonly PopularityList[], category: string): Candidate[] => {
  const of = (kind: PopularityKind): readonly Candidate[] => {
    const list = popularity.find((one) => one.kind === kind && one.category === category);
    return list ? fromList(list) : [];
  };
  return mixed(of('popular'), [of('trending'), of('seasonal')]);
};

/** The categories that the lists tell of, without the whole store. */
const givenCategories = (popularity: readonly PopularityList[]): string[] =>
  [...new Set(popularity.map(({ category }) => category))].filter(Boolean);

const deepestFirst = (categories: string[]): string[] =>
  categories.sort((a, b) => b.split(' > ').length - a.split(' > ').length || (a < b ? -1 : 1));

/** Those of the source, deepest first; all that are given where it is not known yet. */
const wantedCategories = ({ popularity, source }: FallbackRequest): string[] => {
  const given = givenCategories(popularity);
  return source ? categoryKeys(source).filter((key) => given.includes(key)) : deepestFirst(given);
};

const firstOfEach = (all: readonly Candidate[]): Ladder => {
  const placeOf = new Map<string, number>();
  const candidates = all.filter(({ productId }) => !placeOf.has(productId) && placeOf.set(productId, placeOf.size));
  return { candidates, placeOf };
};

/** What the lists give for the categories: put together once for lists that are asked again. */
const ladderOf = (lists: readonly PopularityList[], categories: readonly string[]): Ladder => {
  const { ladders } = knownOf(lists);
  const key = JSON.stringify(categories);
  const ladder = ladders.get(key) ?? firstOfEach([...categories, ''].flatMap((category) => wantedIn(lists, category)));
  ladders.set(key, ladder);
  return ladder;
};

/**
 * The last rungs, each product once: what is wanted in the source's categories, deepest first, then in the store.
 * @param taken what stands in a better tier and is left out
 */
export const fallbackCandidates = (
  request: FallbackRequest,
  taken: readonly (readonly Candidate[])[] = [],
): Candidate[] => {
  const { onlyProductIds } = request.config;
  const ladder = ladderOf(request.popularity, wantedCategories(request));
  const { candidates, placeOf } =
    onlyProductIds.length === 0 ? ladder : firstOfEach([...ladder.candidates, ...whiteListed(onlyProductIds)]);
  const isTaken = new Uint8Array(candidates.length);
  for (const tier of taken) {
    for (let at = 0; at < tier.length; at += 1) {
      const place = placeOf.get(tier[at]!.productId);
      if (place !== undefined) isTaken[place] = 1;
    }
  }
  // In one piece of memory: a list that grows part by part leaves its shorter ones behind.
  const open = candidates.slice();
  let length = 0;
  for (let place = 0; place < candidates.length; place += 1) {
    if (isTaken[place] === 0) open[length++] = candidates[place]!;
  }
  open.length = length;
  return open;
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
