/**
 * Meaning beside words: the content relation with the vectors of a language model.
 *
 *   sim′(a,b) = (1 − w) · sim(a,b) + w · max(0, (cos(v_a, v_b) − floor) / (1 − floor))          each row divided by its best
 *
 * w = 0.5. Cosines of such models lie high for everything, so what is below the floor is no likeness. A product without a
 * vector keeps its row. In catalogs of at most `mostCompared` products each is compared with each, O(n² · dimensions);
 * above, vectors only order the candidates that words have found.
 */
import type { Product } from '#core/catalog/product';
import type { EmbeddingTable } from '#core/content/embedding-table';
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { TopK } from '#core/similarity/top-k';

/** w. */
const meaning = 0.5;
const floor = 0.3;
const mostCompared = 15_000;

export interface EmbeddedProducts {
  /** In item order. */
  readonly products: readonly (Product | undefined)[];
  readonly eligibility: Eligibility;
  readonly table: EmbeddingTable;
  /** Key of a product's vector in the table. */
  readonly hashOf: (product: Product) => string;
}

const likeness = (a: Float32Array, b: Float32Array): number => {
  let cosine = 0;
  for (let at = 0; at < a.length; at += 1) cosine += a[at]! * b[at]!;
  return Math.max(0, (cosine - floor) / (1 - floor));
};

/** @param rows best first, scores 0 … 1 with a best of 1 @returns rows as long as before, at least `least` */
export const blendEmbeddings = (
  rows: readonly Neighbours[],
  { products, eligibility, table, hashOf }: EmbeddedProducts,
  least: number,
): Neighbours[] => {
  const { active, variantGroup } = eligibility;
  const vectors = products.map((product) => (product ? table.vectors.get(hashOf(product)) : undefined));
  const comparesAll = products.length <= mostCompared;
  const everyone = Array.from(products.keys());
  return rows.map((row, source): Neighbours => {
    const own = vectors[source];
    if (!own || active[source] === 0) return row;
    const scoreOf = new Map(Array.from(row.items, (item, slot) => [item, row.scores[slot]!]));
    const best = new TopK(Math.max(least, row.items.length));
    for (const item of comparesAll ? everyone : row.items) {
      if (active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
      const other = vectors[item];
      const score = (1 - meaning) * (scoreOf.get(item) ?? 0) + (other ? meaning * likeness(own, other) : 0);
      if (score > 0) best.offer(item, score);
    }
    return best.drain();
  });
};
