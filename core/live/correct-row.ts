/**
 * A nightly row, corrected by what people did since its model's data ended.
 *
 *   p  = n / N                          the model: n of the N groups that hold the source hold the candidate, too
 *   p' = (M · p + c) / (M + m)          c of the m new ones; M = min(N, 200) + 20
 *   s' = s · p' / p                     for what the row holds; what it lacks gets p' in the unit of the row's best
 *
 * p' is the mean of a Beta posterior with the model as prior (Gelman et al., Bayesian Data Analysis, 2.4): a few new
 * people move little, some hundred of them outweigh an old model. New candidates need five people and more than chance
 * makes meet, (c − e) / √(e + 1) ≥ 2 with e = m · (people of the candidate / all people). Corrected lists are scaled to a
 * best score of 1. Below five new groups with the source a row stays as it is. Counts are added, so evidence stays exact.
 * O(candidates · log candidates).
 */
import type { CountsSince } from '#core/live/counts-since';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import type { Relation } from '#core/recommend/relation';
import { fewestQuotablePeople } from '#core/similarity/pair-evidence';

/** Groups that count of the model's evidence: the world may have changed since. */
const mostOldGroups = 200;
const priorGroups = 20;
const leastDeviation = 2;
/** Candidates of a corrected list, where the row holds fewer. */
const leastLength = 20;

/** What happened since the model's data ended. */
export interface NewEvidence {
  readonly views: CountsSince;
  readonly buys: CountsSince;
}

interface Relating {
  readonly relation: Relation & keyof typeof supportNames;
  readonly counts: CountsSince;
  /** N and m. */
  readonly old: number;
  readonly fresh: number;
}

const supportNames = { 'also-viewed': 'sessions', 'bought-together': 'baskets' } as const;

const byScore = (a: RowCandidate, b: RowCandidate): number => b.score - a.score || (a.productId < b.productId ? -1 : 1);

const isMoreThanChance = (count: number, productId: string, { counts, fresh }: Relating): boolean => {
  if (count < fewestQuotablePeople) return false;
  const expected = (fresh * (counts.products.get(productId) ?? 0)) / Math.max(1, counts.all);
  return (count - expected) / Math.sqrt(expected + 1) >= leastDeviation;
};

const priorWeight = ({ old }: Relating): number => Math.min(old, mostOldGroups) + priorGroups;

const posterior = (share: number, count: number, relating: Relating): number => {
  const weight = priorWeight(relating);
  return (weight * share + count) / (weight + relating.fresh);
};

/** With the groups of both, and those of the candidate where the row tells them. */
const withEvidence = (candidate: RowCandidate, count: number, { counts }: Relating): RowCandidate => {
  const { fewPeople, baskets, ...known } = candidate;
  const ofCandidate = counts.products.get(candidate.productId) ?? 0;
  return {
    ...known,
    pairCount: candidate.pairCount + count,
    ...(fewPeople && count < fewestQuotablePeople && { fewPeople }),
    ...(baskets !== undefined && { baskets: baskets + ofCandidate }),
  };
};

const corrected = (candidate: RowCandidate, count: number, relating: Relating): RowCandidate => {
  const share = Math.min(1, candidate.pairCount / relating.old);
  const score = (candidate.score * posterior(share, count, relating)) / share;
  return withEvidence({ ...candidate, score }, count, relating);
};

/** Points of a new candidate per share, so that it compares with the row's own. */
const unitOf = (list: readonly RowCandidate[], { old }: Relating): number | undefined => {
  const best = list.find(({ pairCount }) => pairCount > 0);
  return best && old > 0 ? (best.score * old) / Math.min(old, best.pairCount) : undefined;
};

/** Nobody had met the two when the model learned, if it names them at all. */
const newlyMet = (candidate: RowCandidate, count: number, unit: number, relating: Relating): RowCandidate => {
  const score = Math.max(candidate.score, unit * posterior(0, count, relating));
  return withEvidence({ ...candidate, score }, count, relating);
};

const correctList = (list: readonly RowCandidate[], productId: string, relating: Relating): RowCandidate[] => {
  const met = relating.counts.pairs.get(productId) ?? new Map<string, number>();
  const known = new Set(list.map((candidate) => candidate.productId));
  const unit = unitOf(list, relating) ?? 1;
  const isNew = (id: string): boolean => isMoreThanChance(met.get(id) ?? 0, id, relating);
  const kept = list.map((candidate) => {
    const count = met.get(candidate.productId) ?? 0;
    if (candidate.pairCount > 0 && relating.old > 0) return corrected(candidate, count, relating);
    return isNew(candidate.productId) ? newlyMet(candidate, count, unit, relating) : candidate;
  });
  const added = [...met.keys()]
    .filter((id) => !known.has(id) && isNew(id))
    .map((id) => newlyMet({ productId: id, score: 0, pairCount: 0 }, met.get(id)!, unit, relating));
  const sorted = [...kept, ...added].sort(byScore).slice(0, Math.max(list.length, leastLength));
  const highest = Math.max(sorted[0]?.score ?? 0, Number.MIN_VALUE);
  return sorted
    .map((candidate) => ({ ...candidate, score: Math.round((candidate.score / highest) * 1000) / 1000 }))
    .sort(byScore);
};

const emptyRow = (productId: string, modelVersion: string): RecommendationRow => ({
  productId,
  modelVersion,
  support: { baskets: 0, customers: 0, sessions: 0 },
  relations: {},
});

const supportWith = (
  support: RecommendationRow['support'],
  relation: Relating['relation'],
  all: number,
  fresh: number,
): RecommendationRow['support'] => ({
  ...support,
  [supportNames[relation]]: support[supportNames[relation]] + fresh,
  ...(relation === 'bought-together' && support.allBaskets !== undefined && { allBaskets: support.allBaskets + all }),
});

/**
 * The row of a product as it is now. A product that the model does not know has one as soon as people link it to others.
 * @returns undefined when neither the model nor anybody since says anything
 */
export const correctRow = (
  row: RecommendationRow | undefined,
  productId: string,
  modelVersion: string,
  { views, buys }: NewEvidence,
): RecommendationRow | undefined => {
  let result = row ?? emptyRow(productId, modelVersion);
  for (const [relation, counts] of [
    ['also-viewed', views],
    ['bought-together', buys],
  ] as const) {
    const fresh = counts.products.get(productId) ?? 0;
    if (fresh < fewestQuotablePeople) continue;
    const old = result.support[supportNames[relation]];
    const list = correctList(result.relations[relation] ?? [], productId, { relation, counts, old, fresh });
    result = {
      ...result,
      support: supportWith(result.support, relation, counts.all, fresh),
      relations: { ...result.relations, ...(list.length > 0 && { [relation]: list }) },
    };
  }
  return row === undefined && Object.keys(result.relations).length === 0 ? undefined : result;
};
