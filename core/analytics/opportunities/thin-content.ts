/**
 * Products that say so little of themselves that nothing like them can be found, while too few people bought or saw them
 * for shoppers to say it. The stake are the visits that looked at them.
 */
import { type ContentField, greatestFirst, type Opportunity } from '#core/analytics/opportunity';
import type { StoreFacts } from '#core/analytics/store-facts';
import type { Product } from '#core/catalog/product';
import { words } from '#core/content/tokenize';

/** Words that a title needs before it tells one product from another. */
const fewestWords = 2;
/** Orders from which shoppers tell more than words. */
const ordersThatTell = 10;
/** Lists of what is alike are made of these; one of them may be missing. */
const mostMissing = 1;

/** What the product does not say. */
export const missingContent = (product: Product): ContentField[] => {
  const { categoryPath, brand, imageUrl, attributes, title } = product;
  const missing: [ContentField, boolean][] = [
    ['category', categoryPath.length === 0],
    ['brand', !brand],
    ['image', !imageUrl],
    ['attributes', Object.keys(attributes).length === 0],
    ['title', new Set(words(title)).size < fewestWords],
  ];
  return missing.filter(([, isMissing]) => isMissing).map(([field]) => field);
};

/** A picture sells, but teaches nothing about what is alike. */
const isThin = (missing: readonly ContentField[]): boolean =>
  missing.filter((field) => field !== 'image').length > mostMissing;

export const thinContent = (facts: StoreFacts): readonly Opportunity[] =>
  greatestFirst(
    facts.offerable.flatMap((product, item) => {
      if (!product || facts.ordersWith[item]! >= ordersThatTell) return [];
      const missing = missingContent(product);
      if (!isThin(missing)) return [];
      return {
        opportunityId: `thin-content:${product.productId}`,
        kind: 'thin-content' as const,
        productIds: [product.productId],
        titles: [product.title],
        missing,
        evidence: {
          missing: missing.length,
          views: facts.viewed[item]!,
          ordersWith: facts.ordersWith[item]!,
          lists: facts.listed.rowsWith(product.productId),
        },
        stake: { value: facts.viewed[item]!, unit: 'views' as const },
      };
    }),
  );
