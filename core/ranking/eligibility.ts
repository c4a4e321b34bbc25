import { type Product, variantGroup } from '#core/catalog/product';
import { categoryKeys } from '#core/recommend/popularity-list';
import type { CandidateFilter } from '#core/recommend/ranked-list';
import type { HiddenPair } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';

type FilterRequest = Omit<RecommendationRequest, 'cards'>;

export interface EligibilityCheck {
  /** What can be known from the id alone. */
  readonly byId: (productId: string) => CandidateFilter | undefined;
  /** What needs the product card. */
  readonly byCard: (card: Product) => CandidateFilter | undefined;
}

const isOutOfStock = ({ stock }: Product, threshold: number): boolean => stock !== undefined && stock <= threshold;

const hiddenBeside = (pairs: readonly HiddenPair[], sourceId: string | undefined, now: string): string[] => {
  const isInForce = ({ expiresAt }: HiddenPair): boolean =>
    expiresAt === undefined || Date.parse(expiresAt) > Date.parse(now);
  return pairs.filter((pair) => pair.sourceProductId === sourceId && isInForce(pair)).map(({ productId }) => productId);
};

/** What names a product, the strongest filter last: one look-up in place of one for each filter. */
const namedFilters = (
  { config, inCart, exclude, now }: FilterRequest,
  sourceId: string | undefined,
): ReadonlyMap<string, CandidateFilter> => {
  const named = new Map<string, CandidateFilter>();
  for (const id of inCart) named.set(id, 'in-cart');
  for (const id of hiddenBeside(config.hidden, sourceId, now)) named.set(id, 'hidden');
  for (const ids of [exclude, config.excludedProductIds]) for (const id of ids) named.set(id, 'excluded');
  if (sourceId !== undefined) named.set(sourceId, 'self');
  return named;
};

/** The filters of a request. `sourceId` is the product whose page it is. */
export const eligibilityCheck = (request: FilterRequest, sourceId: string | undefined): EligibilityCheck => {
  const { config, source, currency } = request;
  const excludedCategories = new Set(config.excludedCategories);
  const allowed = config.onlyProductIds.length > 0 ? new Set(config.onlyProductIds) : undefined;
  const inCart = new Set(request.inCart);
  const named = namedFilters(request, sourceId);
  return {
    byId: (productId) => {
      const filter = named.get(productId);
      if (!allowed || filter === 'self' || filter === 'excluded' || allowed.has(productId)) return filter;
      return 'not-whitelisted';
    },
    byCard: (card) => {
      const group = variantGroup(card);
      if (group === sourceId || (source && group === variantGroup(source))) return 'variant-of-self';
      if (card.status !== 'active') return 'inactive';
      if (categoryKeys(card).some((key) => excludedCategories.has(key))) return 'excluded';
      if (inCart.has(group)) return 'in-cart';
      if (!card.prices.some((price) => price.currency === currency)) return 'no-price-in-currency';
      return isOutOfStock(card, config.stockThreshold) ? 'out-of-stock' : undefined;
    },
  };
};
