import type { Product } from '#core/catalog/product';
import type { RankedItem } from '#core/recommend/ranked-list';

/** What storefront and admin see of a ranked item alike: the fresh card and why it is there. */
export const itemBody = (item: RankedItem, card: Product | undefined) => ({
  productId: item.productId,
  title: card?.title ?? '',
  url: card?.url ?? null,
  imageUrl: card?.imageUrl ?? null,
  price: item.price,
  position: item.position,
  score: item.score,
  relation: item.relation,
  reason: item.reason,
});
