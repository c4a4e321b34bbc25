import { hitRanks, meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

const discount = (rank: number): number => 1 / Math.log2(rank + 2);

const idealGain = (wanted: number, k: number): number => {
  let gain = 0;
  for (let rank = 0; rank < Math.min(wanted, k); rank += 1) gain += discount(rank);
  return gain;
};

/** NDCG@k with binary gains and discount 1 / log₂(rank + 1), rank from 1 (Järvelin & Kekäläinen 2002). */
export const ndcg = (queries: readonly RankedQuery[], k: number): number =>
  meanOver(queries, (query) => {
    const gain = hitRanks(query, k).reduce((sum, rank) => sum + discount(rank), 0);
    return gain === 0 ? 0 : gain / idealGain(query.wanted.size, k);
  });
