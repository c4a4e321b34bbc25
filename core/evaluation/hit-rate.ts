import { hitRanks, meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

/** HR@k: share of the queries with at least one right answer among the first k. 0 without queries. */
export const hitRate = (queries: readonly RankedQuery[], k: number): number =>
  meanOver(queries, (query) => (hitRanks(query, k).length > 0 ? 1 : 0));
