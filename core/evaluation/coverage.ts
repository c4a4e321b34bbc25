import type { RankedQuery } from '#core/evaluation/ranked-query';

/** Coverage@k: share of the catalog that appears among the first k of any list. 0 for an empty catalog. */
export const coverage = (queries: readonly RankedQuery[], k: number, catalogSize: number): number => {
  const shown = new Set<number>();
  for (const { ranked } of queries) {
    for (let rank = 0; rank < Math.min(k, ranked.length); rank += 1) shown.add(ranked[rank]!);
  }
  return catalogSize === 0 ? 0 : shown.size / catalogSize;
};
