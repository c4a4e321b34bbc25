/**
 * Products that can be sold, stand in no other product's list, and came into view in no list of the last 28 days. The stake
 * are the visits that looked at them.
 */
import { greatestFirst, type Opportunity } from '#core/analytics/opportunity';
import { isOutOfStock, type StoreFacts } from '#core/analytics/store-facts';
import type { Product } from '#core/catalog/product';

const opportunityOf = (facts: StoreFacts, product: Product, item: number): Opportunity => ({
  opportunityId: `never-recommended:${product.productId}`,
  kind: 'never-recommended',
  productIds: [product.productId],
  titles: [product.title],
  evidence: { lists: 0, shown: 0, views: facts.viewed[item]!, ordersWith: facts.ordersWith[item]! },
  stake: { value: facts.viewed[item]!, unit: 'views' },
});

/** Without lists every product would be one: then there is nothing to tell. */
export const neverRecommended = (facts: StoreFacts): readonly Opportunity[] => {
  const { offerable, listed, shown, config } = facts;
  if (listed.rows === 0) return [];
  const isMissing = ({ productId }: Product): boolean => listed.rowsWith(productId) === 0 && !shown.has(productId);
  return greatestFirst(
    offerable.flatMap((product, item) =>
      product && !isOutOfStock(product, config) && isMissing(product) ? [opportunityOf(facts, product, item)] : [],
    ),
  );
};
