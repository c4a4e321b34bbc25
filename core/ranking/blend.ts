/**
 * Blends relations into one score per candidate.
 *
 *   score(b) = Σ_parts w_part · s_part(b)^p · n / (n + κ) · (1 + w_pop · popularity(b))  /  (Σ_parts w_part · (1 + w_pop))
 *
 * n is the pair's evidence; `similar` needs none. So a pair met once or twice cannot outrank a good content match, and a
 * product without history lives on content alone. What the session saw weighs e^(−k/ℓ) at k steps from the newest, p = 1.
 * What is in the cart weighs alike, with p = 4: of many rows added up, a few strong links say more than many weak ones,
 * which every bestseller has (chosen on the validation part of two stores, docs/algorithms.md).
 * O(candidates · log candidates).
 */
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import type { ReasonFacts } from '#core/recommend/reason';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { type Relation, relations } from '#core/recommend/relation';

/** κ: groups at which behaviour counts half of what it says. */
export const evidenceHalf = 5;

/** ℓ: steps back in the session after which a product's pull falls to 1/e. */
export const contextReach = 3;

/** p for rows of the cart. */
export const cartSharpness = 4;

/** One row's share in a blend. */
export interface BlendPart {
  readonly row: RecommendationRow;
  readonly weights: Partial<Readonly<Record<Relation, number>>>;
  /** True for rows of the session's earlier products. */
  readonly isContext: boolean;
  /** p, the power of each score; 1 leaves it as it is. */
  readonly sharpness: number;
}

const supportOf = ({ support }: RecommendationRow, relation: Relation): number => {
  if (relation === 'bought-together') return support.baskets;
  if (relation === 'also-bought') return support.customers;
  return relation === 'also-viewed' ? support.sessions : 0;
};

export const factsOf = (
  row: RecommendationRow,
  relation: Relation,
  candidate: RowCandidate,
  fromContext: boolean,
): ReasonFacts => ({
  code: relation,
  count: candidate.pairCount,
  total: supportOf(row, relation),
  fewPeople: candidate.fewPeople,
  fromContext,
  ...(candidate.reasonText !== undefined && !fromContext && { writtenText: candidate.reasonText }),
});

const confidence = (relation: Relation, { pairCount }: RowCandidate): number =>
  relation === 'similar' ? 1 : pairCount / (pairCount + evidenceHalf);

interface Blended {
  readonly points: Partial<Record<Relation, number>>;
  best: number;
  relation: Relation;
  facts: ReasonFacts;
}

const addPart = (
  blended: Map<string, Blended>,
  { row, weights, isContext, sharpness }: BlendPart,
  scale: number,
): void => {
  for (const relation of relations) {
    const weight = weights[relation] ?? 0;
    if (weight <= 0) continue;
    for (const candidate of row.relations[relation] ?? []) {
      const points = weight * scale * candidate.score ** sharpness * confidence(relation, candidate);
      if (points <= 0) continue;
      const known = blended.get(candidate.productId);
      if (!known) {
        const facts = factsOf(row, relation, candidate, isContext);
        blended.set(candidate.productId, { points: { [relation]: points }, best: points, relation, facts });
        continue;
      }
      known.points[relation] = (known.points[relation] ?? 0) + points;
      if (points <= known.best) continue;
      known.best = points;
      known.relation = relation;
      known.facts = factsOf(row, relation, candidate, isContext);
    }
  }
};

/**
 * @param popularity score 0 … 1 per popular product; lifts candidates, adds none.
 * @returns candidates best first, scores 0 … 1.
 */
export const blend = (
  parts: readonly BlendPart[],
  popularity: ReadonlyMap<string, number>,
  popularityWeight: RecommendationConfig['weights']['popularity'],
): Candidate[] => {
  const partWeights = parts.flatMap(({ weights }) => relations.map((relation) => Math.max(0, weights[relation] ?? 0)));
  const total = partWeights.reduce((sum, weight) => sum + weight, 0) * (1 + popularityWeight);
  if (total <= 0) return [];
  const blended = new Map<string, Blended>();
  for (const part of parts) addPart(blended, part, 1 / total);
  return Array.from(blended, ([productId, { points, relation, facts }]): Candidate => {
    const related = Object.values(points).reduce((sum, value) => sum + value, 0);
    const lift = related * popularityWeight * (popularity.get(productId) ?? 0);
    const breakdown = lift > 0 ? { ...points, popularity: lift } : points;
    const score = related + lift;
    return { productId, score, breakdown, relation, rung: relation === 'similar' ? 'content' : 'model', facts };
  }).sort(compareCandidates);
};

/**
 * The rows of a session and its cart as parts, together worth `share`.
 * @param rows newest first; those of products in `inCart` count as cart rows.
 */
export const contextParts = (
  rows: readonly RecommendationRow[],
  inCart: readonly string[],
  weights: RecommendationConfig['weights'],
  share: number,
): BlendPart[] => {
  const cart = new Set(inCart);
  const pulls = rows.map(({ productId }, back) => (cart.has(productId) ? 1 : Math.exp(-back / contextReach)));
  const pullSum = pulls.reduce((sum, pull) => sum + pull, 0);
  const weightSum = relations.reduce((sum, relation) => sum + weights[relation], 0);
  if (weightSum <= 0) return [];
  return rows.map((row, back) => ({
    row,
    isContext: true,
    sharpness: cart.has(row.productId) ? cartSharpness : 1,
    weights: Object.fromEntries(
      relations.map((relation) => [relation, (share * pulls[back]! * weights[relation]) / (pullSum * weightSum)]),
    ),
  }));
};
