/**
 * Questions as a storefront asks them, about a whole list, and the requests that they become. What the storefront sends
 * and what learning and measuring ask go through the same request.
 */
import type { Product } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { rememberedBaskets } from '#core/orders/purchase-history';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import { contextRowIds, type ShopperProducts } from '#core/recommend/context-rows';
import type { PopularityList } from '#core/recommend/popularity-list';
import { rankRecommendations } from '#core/recommend/recommend';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { Placement, RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { shopperRequest } from '#core/recommend/shopper-request';

/** What a shopper did before the list is asked for. */
export type ListQuestion =
  | { readonly kind: 'page'; readonly shownId: string }
  /** Newest first; repeats count. */
  | { readonly kind: 'session'; readonly seenIds: readonly string[] }
  | { readonly kind: 'cart'; readonly cartIds: readonly string[] }
  /** Newest first. */
  | { readonly kind: 'next-purchase'; readonly pastBaskets: readonly (readonly string[])[] };

/** All that lists are made from. */
export interface ServedModel {
  readonly rows: ReadonlyMap<string, RecommendationRow>;
  /** Lists of the whole store. */
  readonly popularity: readonly PopularityList[];
  readonly cards: ReadonlyMap<string, Product>;
  readonly learned?: LearnedBlend;
}

type ListRequest = Omit<RecommendationRequest, 'cards' | 'source'>;

const nobody: ShopperProducts = { isKnown: false, seenIds: [], cartIds: [], pastBaskets: [] };

/** What the API knows of the shopper who asks. */
const shopperOf = (question: ListQuestion): ShopperProducts => {
  const known = { ...nobody, isKnown: true };
  switch (question.kind) {
    case 'page':
      return nobody;
    case 'session':
      return { ...known, seenIds: question.seenIds };
    case 'cart':
      return { ...known, cartIds: question.cartIds };
    case 'next-purchase':
      return { ...known, pastBaskets: rememberedBaskets(question.pastBaskets) };
  }
};

const shownOn = (question: ListQuestion): { placement: Placement; sourceProductId?: string } =>
  question.kind === 'page'
    ? { placement: 'hybrid', sourceProductId: question.shownId }
    : { placement: 'you-might-like' };

export interface Asking {
  readonly currency: string;
  readonly limit: number;
}

/** The request of a question, as the API makes it of a call, with a store's default configuration. */
export const requestOf = (model: ServedModel, question: ListQuestion, { currency, limit }: Asking): ListRequest => {
  const shopper = shopperOf(question);
  const page = shownOn(question);
  const rowOf = (id: string): RecommendationRow | undefined => model.rows.get(id);
  const context = contextRowIds(page.placement, page.sourceProductId, shopper).flatMap((id) => rowOf(id) ?? []);
  const own = page.sourceProductId === undefined ? undefined : rowOf(page.sourceProductId);
  return {
    ...page,
    ...shopperRequest({ ...page, limit, shopper, own, context }),
    popularity: model.popularity,
    config: defaultRecommendationConfig,
    flags: defaultFeatureFlags,
    currency,
    limit,
    exclude: [],
    now: '1970-01-01T00:00:00Z',
    learned: model.learned,
  };
};

/** The list that the API would serve, best first. */
export const servedIds = (model: ServedModel, question: ListQuestion, asking: Asking): string[] => {
  const request = requestOf(model, question, asking);
  const { cards } = model;
  const { items } = rankRecommendations({ ...request, source: cards.get(request.sourceProductId ?? ''), cards });
  return items.map(({ productId }) => productId);
};
