import { createHash } from 'node:crypto';
import type { Product } from '#core/catalog/product';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { type behaviouralRelations, behaviouralRelations as explained } from '#core/recommend/relation';

export type ExplainedRelation = (typeof behaviouralRelations)[number];

interface PairSide {
  readonly title: string;
  /** The deepest one; empty when unknown. */
  readonly category: string;
}

/** Two products that may be shown together, as a language model is asked about them. */
export interface Pair {
  readonly relation: ExplainedRelation;
  readonly sourceProductId: string;
  readonly candidateProductId: string;
  readonly source: PairSide;
  readonly candidate: PairSide;
  /** Of everything that the answer depends on; another prompt, model or text is another hash. */
  readonly contentHash: string;
}

/** Longer lists than this are hardly ever shown. */
export const explainedPerRelation = 8;

const longestTitle = 150;
const longestCategory = 80;

/** Merchant texts as plain single-line text; what they say is data, never an instruction. */
const plainText = (text: string, longest: number): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, longest).join('');

const sideOf = ({ title, categoryPath }: Product): PairSide => ({
  title: plainText(title, longestTitle),
  category: plainText(categoryPath.at(-1) ?? '', longestCategory),
});

/**
 * Counts are left out on purpose: they change every night, and with them every sentence would be bought anew.
 * @param recipe name of the prompt's version and of the model that answers it
 */
const hashOf = (recipe: string, relation: string, source: PairSide, candidate: PairSide): string =>
  createHash('sha256')
    .update(JSON.stringify([recipe, relation, source, candidate]))
    .digest('hex');

/** The pairs of a row that could be shown, relation by relation, best first. */
export const pairsOf = (row: RecommendationRow, products: ReadonlyMap<string, Product>, recipe: string): Pair[] => {
  const sourceProduct = products.get(row.productId);
  if (!sourceProduct) return [];
  const source = sideOf(sourceProduct);
  return explained.flatMap((relation) =>
    (row.relations[relation] ?? []).slice(0, explainedPerRelation).flatMap(({ productId }): Pair[] => {
      const product = products.get(productId);
      if (!product) return [];
      const candidate = sideOf(product);
      return [
        {
          relation,
          sourceProductId: row.productId,
          candidateProductId: productId,
          source,
          candidate,
          contentHash: hashOf(recipe, relation, source, candidate),
        },
      ];
    }),
  );
};
