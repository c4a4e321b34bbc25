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

/** The filters of a request. `sourceId` is the product whose page it is. */
export const eligibilityCheck = (request: FilterRequest, sourceId: string | undefined): EligibilityCheck => {
  const { config, source, currency } = request;
  const excluded = new Set([...request.exclude, ...config.excludedProductIds]);
  const excludedCategories = new Set(config.excludedCategories);
  const allowed = config.onlyProductIds.length > 0 ? new Set(config.onlyProductIds) : undefined;
  const inCart = new Set(request.inCart);
  const hidden = new Set(hiddenBeside(config.hidden, sourceId, request.now));
  return {
    byId: (productId) => {
      if (productId === sourceId) return 'self';
      if (excluded.has(productId)) return 'excluded';
      if (allowed && !allowed.has(productId)) return 'not-whitelisted';
      if (hidden.has(productId)) return 'hidden';
      return inCart.has(productId) ? 'in-cart' : undefined;
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
