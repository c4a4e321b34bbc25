import { hitRanks, meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

/** Recall@k: mean share of the right answers found among the first k. A query that wants nothing scores 0. */
export const recall = (queries: readonly RankedQuery[], k: number): number =>
  meanOver(queries, (query) => (query.wanted.size === 0 ? 0 : hitRanks(query, k).length / query.wanted.size));
