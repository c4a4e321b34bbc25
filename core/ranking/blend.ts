/**
 * Blends relations into one score per candidate.
 *
 *   score(b) = Σ_parts w_part · s_part(b)^p · n / (n + κ) · (1 + w_pop · popularity(b))  /  (Σ_parts w_part · (1 + w_pop))
 *
 * n is the pair's evidence, at least 1 for what neighbours of neighbours led to; `similar` needs none. So a pair met once or twice cannot outrank a good content match, and a
 * product without history lives on content alone. What the session saw weighs e^(−k/ℓ) at k steps from the newest, p = 1.
 * What is in the cart weighs alike. Where the model knows what completes a cart, its scores are added up as they are and
 * the relations only break ties; elsewhere p = 4: of many rows added up, a few strong links say more than many weak ones,
 * which every bestseller has. Where going back is an answer, a product seen k steps ago adds e^(−k/ℓ_r), times a factor.
 * Constants are chosen on the validation parts of two stores, docs/algorithms.md.
 * O(candidates · log candidates).
 */
import type { Candidate } from '#core/ranking/candidate';
import { CandidateTally, TallyColumns } from '#core/ranking/candidate-tally';
import type { ReasonFacts } from '#core/recommend/reason';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { type Relation, type ReminderKind, relations } from '#core/recommend/relation';

/** κ: groups at which behaviour counts half of what it says. */
export const evidenceHalf = 5;

/** What a pair weighs that was borrowed from similar products, where one with all evidence weighs 1. */
const borrowedTrust = 0.5;

/** ℓ: steps back in the session after which a product's pull falls to 1/e. */
export const contextReach = 1;

/** p for rows of the cart. */
export const cartSharpness = 4;

/** Share that the relations keep in a cart row that knows what completes a cart. */
export const relationsInCart = 0.05;

/** What going back to a product weighs where the newest row weighs 1, and how it fades with the steps back. */
export const reminders = { weight: 2, reach: 5, newest: 0.7 } as const;

/** Each relation's weight, times a unit. */
export const weightsTimes = (
  weights: Readonly<Record<Relation, number>>,
  unit: number,
): Readonly<Record<Relation, number>> => ({
  'bought-together': unit * weights['bought-together'],
  'also-bought': unit * weights['also-bought'],
  'also-viewed': unit * weights['also-viewed'],
  similar: unit * weights.similar,
});

/** One row's share in a blend. */
export interface BlendPart {
  readonly row: RecommendationRow;
  readonly weights: Partial<Readonly<Record<Relation, number>>>;
  /** True for rows of the session's earlier products. */
  readonly isContext: boolean;
  /** p, the power of each score; 1 leaves it as it is. */
  readonly sharpness: number;
  /** Weight of the row's cart list; absent: it takes no part. */
  readonly cartWeight?: number;
}

/** What chance alone would make of a pair that is bought together. */
const chanceOf = (
  { support }: RecommendationRow,
  relation: Relation,
  { baskets }: RowCandidate,
): ReasonFacts['chance'] =>
  relation === 'bought-together' && support.allBaskets !== undefined && baskets !== undefined
    ? { ofOther: baskets, all: support.allBaskets }
    : undefined;

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
  chance: chanceOf(row, relation, candidate),
  nextCount: candidate.nextCount,
  fromContext,
  viaProductId: fromContext ? row.productId : undefined,
  writtenText: fromContext ? undefined : candidate.reasonText,
});

/** Trust in a pair, 0 … 1: behaviour counts by its evidence. */
export const confidence = (relation: Relation, { pairCount }: RowCandidate): number => {
  if (relation === 'similar') return 1;
  // Nobody has met the two: what the likes of a new product are bought with (core/training/borrow-neighbours).
  if (pairCount === 0 && relation !== 'also-viewed') return borrowedTrust;
  return Math.max(1, pairCount) / (Math.max(1, pairCount) + evidenceHalf);
};

/** x to the power of p; squares, since the general power is slow and is needed for every candidate of a cart. */
const sharpened = (score: number, sharpness: number): number => {
  if (sharpness === 1) return score;
  return sharpness === 4 ? (score * score) ** 2 : score ** sharpness;
};

const addPart = (tally: CandidateTally, part: BlendPart, scale: number): void => {
  const { row, weights, isContext: fromContext, sharpness, cartWeight = 0 } = part;
  for (const relation of relations) {
    const weight = (weights[relation] ?? 0) * scale;
    const candidates = row.relations[relation];
    if (weight <= 0 || !candidates) continue;
    tally.addList(
      { row, relation, candidates, fromContext },
      (candidate) => weight * sharpened(candidate.score, sharpness) * confidence(relation, candidate),
    );
  }
  if (!row.cart || cartWeight <= 0) return;
  const { strength, candidates } = row.cart;
  const cart = { row, relation: 'bought-together', candidates, fromContext } as const;
  tally.addList(cart, ({ score }) => cartWeight * scale * strength * score);
};

/** A product that going back to is an answer. */
export interface Reminder {
  readonly productId: string;
  /** In the unit of the parts' weights. */
  readonly weight: number;
  readonly kind: ReminderKind;
}

/** One list is blended after the other, from its first part to its candidates. */
const columns = new TallyColumns();

/**
 * @param popularity score 0 … 1 per popular product; lifts candidates, adds none.
 * @param most no more candidates are made
 * @returns candidates best first, scores 0 … 1.
 */
export const blend = (
  parts: readonly BlendPart[],
  popularity: ReadonlyMap<string, number>,
  popularityWeight: RecommendationConfig['weights']['popularity'],
  remindOf: readonly Reminder[] = [],
  most = Number.POSITIVE_INFINITY,
): Candidate[] => {
  let allWeights = 0;
  for (const { weights, cartWeight = 0 } of parts) {
    allWeights += cartWeight;
    for (const relation of relations) allWeights += Math.max(0, weights[relation] ?? 0);
  }
  for (const { weight } of remindOf) allWeights += weight;
  const total = allWeights * (1 + popularityWeight);
  if (total <= 0) return [];
  const tally = new CandidateTally(columns);
  for (const part of parts) addPart(tally, part, 1 / total);
  for (const { productId, weight, kind } of remindOf) tally.remind(productId, kind, weight / total);
  return tally.candidates({ scores: popularity, weight: popularityWeight }, factsOf, most);
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
  return rows.map((row, back) => {
    const pull = (share * pulls[back]!) / pullSum;
    const knowsCart = cart.has(row.productId) && row.cart !== undefined && weights['bought-together'] > 0;
    const unit = (pull * (knowsCart ? relationsInCart : 1)) / weightSum;
    return {
      row,
      isContext: true,
      sharpness: cart.has(row.productId) ? cartSharpness : 1,
      weights: weightsTimes(weights, unit),
      ...(knowsCart && { cartWeight: pull * (1 - relationsInCart) }),
    };
  });
};

/**
 * What the session saw as reminders. Going back is a way of viewing, so it weighs by `also-viewed`, in the unit of the
 * newest row's part.
 * @param productIds newest first; what repeats counts each time.
 */
export const remindersOf = (
  productIds: readonly string[],
  parts: readonly BlendPart[],
  weights: RecommendationConfig['weights'],
): Reminder[] => {
  const strongest = parts.reduce((most, part) => Math.max(most, part.weights['also-viewed'] ?? 0), 0);
  const unit = parts.length === 0 ? weights['also-viewed'] : strongest;
  return productIds.map((productId, back) => {
    const fading = back === 0 ? reminders.newest : Math.exp(-back / reminders.reach);
    return { productId, weight: unit * reminders.weight * fading, kind: 'seen-before' };
  });
};
