import { type Product, variantGroup } from '#core/catalog/product';
import { traitsOf } from '#core/ranking/product-traits';
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

/** What a request itself names, the strongest filter last: one look-up in place of one for each filter. */
const namedFilters = (
  { config, inCart, exclude, now }: FilterRequest,
  sourceId: string | undefined,
): ReadonlyMap<string, CandidateFilter> => {
  const named = new Map<string, CandidateFilter>();
  for (const id of inCart) named.set(id, 'in-cart');
  for (const id of hiddenBeside(config.hidden, sourceId, now)) named.set(id, 'hidden');
  for (const id of exclude) named.set(id, 'excluded');
  if (sourceId !== undefined) named.set(sourceId, 'self');
  return named;
};

const knownSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Made once for a list of the configuration, which stays in memory over many requests. */
const setOf = (ids: readonly string[]): ReadonlySet<string> => {
  const known = knownSets.get(ids) ?? new Set(ids);
  knownSets.set(ids, known);
  return known;
};

/** The filters of a request. `sourceId` is the product whose page it is. */
export const eligibilityCheck = (request: FilterRequest, sourceId: string | undefined): EligibilityCheck => {
  const { config, source, currency } = request;
  const excluded = setOf(config.excludedProductIds);
  const excludedCategories = setOf(config.excludedCategories);
  const allowed = config.onlyProductIds.length > 0 ? setOf(config.onlyProductIds) : undefined;
  const inCart = new Set(request.inCart);
  const named = namedFilters(request, sourceId);
  return {
    byId: (productId) => {
      const own = named.get(productId);
      const filter = own !== 'self' && excluded.has(productId) ? 'excluded' : own;
      if (!allowed || filter === 'self' || filter === 'excluded' || allowed.has(productId)) return filter;
      return 'not-whitelisted';
    },
    byCard: (card) => {
      const group = variantGroup(card);
      if (group === sourceId || (source && group === variantGroup(source))) return 'variant-of-self';
      if (card.status !== 'active') return 'inactive';
      if (traitsOf(card).categories.some((key) => excludedCategories.has(key))) return 'excluded';
      if (inCart.has(group)) return 'in-cart';
      if (!card.prices.some((price) => price.currency === currency)) return 'no-price-in-currency';
      return isOutOfStock(card, config.stockThreshold) ? 'out-of-stock' : undefined;
    },
  };
};
