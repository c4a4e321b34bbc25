import { hitRanks, meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

/** MRR@k: mean of 1 / rank of the first right answer, 0 when it is not among the first k. */
export const meanReciprocalRank = (queries: readonly RankedQuery[], k: number): number =>
  meanOver(queries, (query) => {
    const [first] = hitRanks(query, k);
    return first === undefined ? 0 : 1 / (first + 1);
  });
