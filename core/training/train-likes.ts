import type { Product } from '#core/catalog/product';
import { type ContentParameters, contentTerms, indexContent, logPrices } from '#core/content/content-similarity';
import { contentFields } from '#core/content/product-fields';
import type { Eligibility } from '#core/similarity/item-knn';
import type { NeighbourLists } from '#core/similarity/neighbour-lists';
import type { RowSteps } from '#core/training/row-job';

/** Products that may lend a target their place in a cart's list. */
const mostLikes = 20;

/** Whole words tell as much here as their parts, and are read in a third of the time. */
const wholeWords = contentFields.filter((field) => field !== 'trigrams');

/**
 * What each product is like, 0 … 1 as a share of what two equal products would reach in the fields that the catalog fills.
 * Given weights, not learned ones: this is what is believed before any order is read.
 */
export function* trainLikes(
  products: readonly (Product | undefined)[],
  eligibility: Eligibility,
  { fieldWeights, ...given }: ContentParameters,
): RowSteps<NeighbourLists> {
  const terms = contentTerms(products, wholeWords);
  const parameters = { ...given, fieldWeights: { ...fieldWeights, trigrams: 0 }, neighbours: mostLikes };
  const lists = yield {
    kind: 'content',
    index: indexContent(terms, parameters),
    logPrices: logPrices(products),
    eligibility,
    parameters,
  };
  const filled = wholeWords.filter((field) => terms[field].terms.length > 0);
  const most = filled.reduce((sum, field) => sum + fieldWeights[field], 0);
  return { ...lists, scores: lists.scores.map((score) => Math.min(1, score / most)) };
}
