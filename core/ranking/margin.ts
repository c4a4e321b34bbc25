import type { Product } from '#core/catalog/product';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';

/** Products whose cost is unknown are neither helped nor hurt against a typical retail margin. */
const unknownMarginShare = 0.4;

/** Share of the price that the merchant keeps, 0 … 1; `undefined` when the cost in that currency is unknown. */
export const marginShare = ({ prices, cost }: Product, currency: string): number | undefined => {
  const price = prices.find((one) => one.currency === currency);
  if (!price || price.amount <= 0 || cost?.currency !== currency) return undefined;
  return Math.min(1, Math.max(0, (price.amount - cost.amount) / price.amount));
};

/**
 * Moves candidates by what they earn: score · (1 − w + w · margin), each rung by itself, so that a rich but unrelated
 * bestseller never climbs above a match.
 */
export const rankByMargin = (
  candidates: readonly Candidate[],
  cards: ReadonlyMap<string, Product>,
  currency: string,
  weight: number,
): Candidate[] => {
  if (weight <= 0) return [...candidates];
  return candidates
    .map((candidate) => {
      const card = cards.get(candidate.productId);
      const share = (card && marginShare(card, currency)) ?? unknownMarginShare;
      const change = candidate.score * weight * (share - 1);
      const breakdown = { ...candidate.breakdown, margin: change };
      return { ...candidate, score: candidate.score + change, breakdown };
    })
    .sort(compareCandidates);
};
