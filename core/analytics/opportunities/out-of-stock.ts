/**
 * Products that lists would offer, if they were not out of stock. The stake are the units sold in the 90 days before the
 * newest order: what came before the stock ran out.
 */
import { greatestFirst, type Opportunity } from '#core/analytics/opportunity';
import { isOutOfStock, type StoreFacts } from '#core/analytics/store-facts';
import type { Product } from '#core/catalog/product';

const opportunityOf = (facts: StoreFacts, product: Product, item: number): Opportunity => ({
  opportunityId: `out-of-stock:${product.productId}`,
  kind: 'out-of-stock',
  productIds: [product.productId],
  titles: [product.title],
  evidence: {
    lists: facts.listed.rowsWith(product.productId),
    stock: product.stock ?? 0,
    unitsSold: facts.unitsSold[item]!,
    ordersWith: facts.ordersWith[item]!,
    shown: facts.shown.get(product.productId) ?? 0,
  },
  stake: { value: facts.unitsSold[item]!, unit: 'units-sold' },
});

export const outOfStock = (facts: StoreFacts): readonly Opportunity[] =>
  greatestFirst(
    facts.offerable.flatMap((product, item) => {
      if (!product || !isOutOfStock(product, facts.config)) return [];
      return facts.listed.rowsWith(product.productId) > 0 ? [opportunityOf(facts, product, item)] : [];
    }),
  );
