import { meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

/**
 * Diversity@k within lists: 1 − the mean similarity of all pairs of a list (Ziegler et al. 2005), averaged over the lists.
 * A list of fewer than two has none to be measured and counts 0. O(queries · k²).
 * @param similarity of two items, 0 … 1, symmetric
 */
export const intraListDiversity = (
  queries: readonly RankedQuery[],
  k: number,
  similarity: (a: number, b: number) => number,
): number =>
  meanOver(queries, ({ ranked }) => {
    const shown = Array.from(ranked).slice(0, k);
    let alike = 0;
    for (let a = 0; a < shown.length; a += 1) {
      for (let b = a + 1; b < shown.length; b += 1) alike += similarity(shown[a]!, shown[b]!);
    }
    const pairs = (shown.length * (shown.length - 1)) / 2;
    return pairs === 0 ? 0 : 1 - alike / pairs;
  });
