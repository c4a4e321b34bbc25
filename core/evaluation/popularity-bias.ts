import { meanOver, type RankedQuery } from '#core/evaluation/ranked-query';

const meanSupport = (items: readonly number[], support: Int32Array): number =>
  items.length === 0 ? 0 : items.reduce((sum, item) => sum + (support[item] ?? 0), 0) / items.length;

/**
 * Popularity bias@k: the average popularity of what is shown (ARP, Yin et al. 2012) ÷ that of what was wanted. 1: lists are
 * as popular as what shoppers take; above, they lean to bestsellers. 0 when nothing wanted was ever met.
 * @param support groups per item
 */
export const popularityBias = (queries: readonly RankedQuery[], k: number, support: Int32Array): number => {
  const shown = meanOver(queries, ({ ranked }) => meanSupport(Array.from(ranked).slice(0, k), support));
  const wanted = meanOver(queries, (query) => meanSupport([...query.wanted], support));
  return wanted === 0 ? 0 : shown / wanted;
};
