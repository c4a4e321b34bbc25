/**
 * Moves products by what they earn and how much of them is left, as far as the list stays relevant.
 *
 *   u(i) = s_i · (1 − αw · (1 − margin_i)) · (1 − αd · [low stock])          each tier by itself
 *   DCG  = Σ_places s_i / log₂(place + 2) over the places of the list
 *   loss = 1 − DCG(order by u) / DCG(order by s)
 *
 * w is the weight of margins, d the demotion of low stock; α is the largest strength, 1 or found by bisection, at which
 * the loss stays within the guardrail, so no setting costs more relevance than the merchant allowed (a Lagrangian of
 * the constrained problem; cf. Rodriguez et al., Multiple objective optimization in recommender systems, RecSys 2012).
 * A product whose cost is unknown counts as a typical one. O(candidates log candidates).
 */
import type { Product } from '#core/catalog/product';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { marginShare, unknownMarginShare } from '#core/ranking/margin';
import type { MerchantEffect } from '#core/recommend/ranked-list';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';

export type MerchantWishes = Pick<
  RecommendationConfig,
  'marginWeight' | 'lowStockThreshold' | 'lowStockDemotion' | 'relevanceGuardrail'
>;

interface Weighed {
  readonly candidate: Candidate;
  readonly margin: number;
  readonly isLow: boolean;
}

const bisections = 6;
/** Of floating point, where an order loses nothing. */
const tolerance = 1e-12;

const placeWeight = (place: number): number => 1 / Math.log2(place + 2);

const weigh = (candidate: Candidate, card: Product | undefined, currency: string, lowStock: number): Weighed => ({
  candidate,
  margin: (card && marginShare(card, currency)) ?? unknownMarginShare,
  isLow: card?.stock !== undefined && card.stock <= lowStock,
});

const factorOf = (
  { margin, isLow }: Weighed,
  { marginWeight, lowStockDemotion }: MerchantWishes,
  strength: number,
) => ({
  byMargin: 1 - strength * marginWeight * (1 - margin),
  byStock: isLow ? 1 - strength * lowStockDemotion : 1,
});

const inOrder = (tier: readonly Weighed[], wishes: MerchantWishes, strength: number): Weighed[] => {
  if (strength === 0) return [...tier];
  const worth = new Map(
    tier.map((one) => {
      const { byMargin, byStock } = factorOf(one, wishes, strength);
      return [one, one.candidate.score * byMargin * byStock];
    }),
  );
  return [...tier].sort((a, b) => worth.get(b)! - worth.get(a)! || compareCandidates(a.candidate, b.candidate));
};

/** Mean over the places, each weighted as shoppers look at it. */
const meanOverPlaces = (list: readonly Weighed[], of: (one: Weighed) => number): number => {
  let sum = 0;
  let weights = 0;
  list.forEach((one, place) => {
    sum += of(one) * placeWeight(place);
    weights += placeWeight(place);
  });
  return weights === 0 ? 0 : sum / weights;
};

const relevanceOf = ({ candidate }: Weighed): number => candidate.score;
const marginOf = ({ margin }: Weighed): number => margin;

const rescored = (one: Weighed, wishes: MerchantWishes, strength: number): Candidate => {
  const { candidate } = one;
  const { byMargin, byStock } = factorOf(one, wishes, strength);
  const margin = candidate.score * (byMargin - 1);
  const stock = candidate.score * byMargin * (byStock - 1);
  if (margin === 0 && stock === 0) return candidate;
  const breakdown = { ...candidate.breakdown, ...(margin !== 0 && { margin }), ...(stock !== 0 && { stock }) };
  return { ...candidate, score: candidate.score + margin + stock, breakdown };
};

export interface MerchantOrder {
  readonly tiers: readonly (readonly Candidate[])[];
  /** Absent when the merchant wishes nothing. */
  readonly effect?: MerchantEffect;
}

/**
 * @param tiers each best first; a tier ranks before the next one whatever its products earn
 * @param length places of the list, over which relevance is measured
 */
export const merchantOrder = (
  tiers: readonly (readonly Candidate[])[],
  cards: ReadonlyMap<string, Product>,
  currency: string,
  wishes: MerchantWishes,
  length: number,
): MerchantOrder => {
  const { marginWeight, lowStockDemotion, relevanceGuardrail } = wishes;
  if (marginWeight <= 0 && lowStockDemotion <= 0) return { tiers };
  const weighed = tiers.map((tier) =>
    tier.map((candidate) => weigh(candidate, cards.get(candidate.productId), currency, wishes.lowStockThreshold)),
  );
  const ordered = (strength: number): Weighed[][] => weighed.map((tier) => inOrder(tier, wishes, strength));
  const listOf = (order: readonly Weighed[][]): Weighed[] => order.flat().slice(0, length);
  const best = meanOverPlaces(listOf(weighed), relevanceOf);
  const lossOf = (order: readonly Weighed[][]): number =>
    best === 0 ? 0 : Math.max(0, 1 - meanOverPlaces(listOf(order), relevanceOf) / best);
  const isAllowed = (strength: number): boolean => lossOf(ordered(strength)) <= relevanceGuardrail + tolerance;
  const strength = isAllowed(1) ? 1 : strongestAllowed(isAllowed);
  const order = ordered(strength);
  return {
    tiers: order.map((tier) => tier.map((one) => rescored(one, wishes, strength))),
    effect: {
      strength,
      relevanceLoss: lossOf(order),
      marginBefore: meanOverPlaces(listOf(weighed), marginOf),
      marginAfter: meanOverPlaces(listOf(order), marginOf),
    },
  };
};

/** Bisection between 0, which costs nothing, and 1, which costs too much. The result is always allowed. */
const strongestAllowed = (isAllowed: (strength: number) => boolean): number => {
  let allowed = 0;
  let refused = 1;
  for (let step = 0; step < bisections; step += 1) {
    const middle = (allowed + refused) / 2;
    if (isAllowed(middle)) allowed = middle;
    else refused = middle;
  }
  return allowed;
};
