import type { Product } from '#core/catalog/product';
import { categoryKey, categoryKeys, type PopularityList } from '#core/recommend/popularity-list';

const listOf = (category: string, products: readonly Product[]): PopularityList => ({
  kind: 'popular',
  category,
  // Nothing is known about demand: no points, and no reason may claim that anybody bought it.
  candidates: products.map(({ productId }) => ({ productId, score: 0, count: 0 })),
});

/**
 * The last rung, for a store without a model or a list that nothing else fills: products of the source's categories (if any),
 * deepest first, then any. Products come in catalog order (by id), so that equal input gives equal lists.
 */
export const catalogLists = (
  products: readonly Product[],
  source: Pick<Product, 'categoryPath'> | undefined,
): PopularityList[] => [
  ...(source ? categoryKeys(source) : []).map((category) =>
    listOf(
      category,
      products.filter(({ categoryPath }) =>
        categoryPath.some((_, depth) => categoryKey(categoryPath.slice(0, depth + 1)) === category),
      ),
    ),
  ),
  listOf('', products),
];

/** Lists of one kind and category joined into one: what the earlier list has comes first. */
export const joinLists = (lists: readonly PopularityList[]): PopularityList[] =>
  [...Map.groupBy(lists, ({ kind, category }) => `${kind} ${category}`).values()].map((same) => {
    const seen = new Set<string>();
    const candidates = same
      .flatMap((list) => list.candidates)
      .filter(({ productId }) => !seen.has(productId) && seen.add(productId));
    return { kind: same[0]!.kind, category: same[0]!.category, candidates };
  });
