import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';

/**
 * What is bought with a product and goes with it, best first: its `bought-together` list without what shoppers choose it
 * against. Bundles and cart offers take from here; a list of a product's page may show alternatives.
 */
export const complementsOf = ({ relations, substitutes = [] }: RecommendationRow): RowCandidate[] => {
  const replacing = new Set(substitutes);
  return (relations['bought-together'] ?? []).filter(({ productId }) => !replacing.has(productId));
};
