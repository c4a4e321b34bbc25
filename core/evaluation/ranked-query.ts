/** One hold-out question: the list that was given, best first and without repeats, and what would have been right. */
export interface RankedQuery {
  readonly ranked: ArrayLike<number>;
  readonly wanted: ReadonlySet<number>;
}

/** Zero-based ranks of the right answers among the first k. */
export const hitRanks = ({ ranked, wanted }: RankedQuery, k: number): number[] => {
  const ranks: number[] = [];
  for (let rank = 0; rank < Math.min(k, ranked.length); rank += 1) if (wanted.has(ranked[rank]!)) ranks.push(rank);
  return ranks;
};

/** Mean of a per-query figure; 0 without queries. */
export const meanOver = (queries: readonly RankedQuery[], figure: (query: RankedQuery) => number): number =>
  queries.length === 0 ? 0 : queries.reduce((sum, query) => sum + figure(query), 0) / queries.length;
