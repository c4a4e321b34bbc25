import { meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

/**
 * Novelty@k: mean self-information −log₂(share of the groups that hold the item), in bits; what everybody has met says
 * little (Zhou et al. 2010). An item that no group holds counts as if one did. 0 without queries or lists.
 * @param support groups per item, @param groups all groups
 */
export const novelty = (queries: readonly RankedQuery[], k: number, support: Int32Array, groups: number): number =>
  meanOver(queries, ({ ranked }) => {
    const shown = Math.min(k, ranked.length);
    let bits = 0;
    for (let rank = 0; rank < shown; rank += 1) {
      bits -= Math.log2(Math.max(1, support[ranked[rank]!] ?? 0) / Math.max(1, groups));
    }
    return shown === 0 ? 0 : bits / shown;
  });
