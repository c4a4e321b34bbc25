import type { Product } from '#core/catalog/product';
import { blendEmbeddings } from '#core/content/blend-embeddings';
import type { EmbeddingTable } from '#core/content/embedding-table';
import { embeddingHash } from '#core/enrichment/embed-catalog';
import {
  type EvidencedRow,
  eligibilityOf,
  packLists,
  productsInItemOrder,
  type TrainedRelation,
} from '#core/training/train-relation';

/** Candidates of a product whose words are like no others'. */
const leastNeighbours = 30;

/** The relations with `similar` told by meaning as well as by words. */
export const blendSimilar = (
  trained: readonly TrainedRelation[],
  productIds: readonly string[],
  catalog: Iterable<Product>,
  table: EmbeddingTable,
): TrainedRelation[] => {
  const products = productsInItemOrder(productIds, catalog);
  const eligibility = eligibilityOf(products);
  const hashOf = (product: Product): string => embeddingHash(product, table.modelId);
  return trained.map((one) => {
    if (one.relation !== 'similar') return one;
    const rows = productIds.map((_, item) => {
      const [from, to] = [one.offsets[item]!, one.offsets[item + 1]!];
      return { items: one.candidates.slice(from, to), scores: Float64Array.from(one.scores.subarray(from, to)) };
    });
    const blended = blendEmbeddings(rows, { products, eligibility, table, hashOf }, leastNeighbours);
    const unmet = ({ length }: Int32Array) => ({ counts: new Int32Array(length), fewPeople: new Uint8Array(length) });
    return { ...one, ...packLists(blended.map((row): EvidencedRow => ({ ...row, ...unmet(row.items) }))) };
  });
};
