import type { RecommendationRow } from '#core/recommend/recommendation-row';

const wantedness = ({ support }: RecommendationRow): number =>
  support.baskets * 5 + support.customers * 5 + support.sessions;

/** The rows of the products that most people met, an order counting as five visits; at most `most`. */
export const mostWantedRows = (rows: readonly RecommendationRow[], most: number): RecommendationRow[] =>
  [...rows].sort((a, b) => wantedness(b) - wantedness(a) || (a.productId < b.productId ? -1 : 1)).slice(0, most);
