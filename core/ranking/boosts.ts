import type { Product } from '#core/catalog/product';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { traitsOf } from '#core/ranking/product-traits';
import type { Boost } from '#core/recommend/recommendation-config';

const applies = ({ kind, value }: Boost, card: Product): boolean => {
  if (kind === 'product') return value === card.productId || value === card.variantOf;
  return kind === 'brand' ? value === card.brand : traitsOf(card).categories.includes(value);
};

/** The boosts in force at `now`, ISO-8601 UTC. */
export const activeBoosts = (boosts: readonly Boost[], now: string): readonly Boost[] =>
  boosts.length === 0
    ? boosts
    : boosts.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > Date.parse(now));

/** Multiplies scores by the factors of all boosts that name the product, and sorts anew. */
export const boosted = (
  candidates: readonly Candidate[],
  cards: ReadonlyMap<string, Product>,
  boosts: readonly Boost[],
): readonly Candidate[] => {
  if (boosts.length === 0) return candidates;
  const changed = candidates.map((candidate) => {
    const card = cards.get(candidate.productId);
    const factor = boosts.reduce((product, one) => (card && applies(one, card) ? product * one.factor : product), 1);
    if (factor === 1) return candidate;
    const change = candidate.score * (factor - 1);
    return {
      ...candidate,
      score: candidate.score + change,
      breakdown: { ...candidate.breakdown, boost: change },
    };
  });
  return changed.sort(compareCandidates);
};
