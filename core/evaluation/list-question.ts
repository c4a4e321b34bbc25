/**
 * Questions as a storefront asks them, about a whole list, and the requests that they become. What the storefront sends
 * and what learning and measuring ask go through the same request.
 */
import type { Product } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import { repeatRowIds } from '#core/ranking/repeat-purchase';
import type { PopularityList } from '#core/recommend/popularity-list';
import { rankRecommendations } from '#core/recommend/recommend';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

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

/** Rows of a session's newest steps that take part. */
const mostSessionRows = 20;

type ListRequest = Omit<RecommendationRequest, 'cards' | 'source'> & { readonly sourceProductId?: string };

const evidenceOf = ({ rows }: ServedModel, question: ListQuestion) => {
  const rowsOf = (ids: readonly string[]): RecommendationRow[] => ids.flatMap((id) => rows.get(id) ?? []);
  switch (question.kind) {
    case 'page':
      return { sourceProductId: question.shownId, row: rows.get(question.shownId) };
    case 'session': {
      const { seenIds } = question;
      const contextRows = rowsOf(seenIds.slice(0, mostSessionRows));
      return { contextRows, sessionProductIds: seenIds, withReminders: true };
    }
    case 'cart':
      return { contextRows: rowsOf(question.cartIds), inCart: question.cartIds };
    case 'next-purchase': {
      const { pastBaskets } = question;
      return { contextRows: rowsOf(repeatRowIds(pastBaskets)), pastBaskets };
    }
  }
};

export interface Asking {
  readonly currency: string;
  readonly limit: number;
}

/** The request of a question with a store's default configuration. */
export const requestOf = (model: ServedModel, question: ListQuestion, { currency, limit }: Asking): ListRequest => ({
  placement: question.kind === 'page' ? 'hybrid' : 'you-might-like',
  popularity: model.popularity,
  config: defaultRecommendationConfig,
  flags: defaultFeatureFlags,
  currency,
  limit,
  exclude: [],
  inCart: [],
  now: '1970-01-01T00:00:00Z',
  learned: model.learned,
  ...evidenceOf(model, question),
});

/** The list that the API would serve, best first. */
export const servedIds = (model: ServedModel, question: ListQuestion, asking: Asking): string[] => {
  const { sourceProductId = '', ...request } = requestOf(model, question, asking);
  const { cards } = model;
  const { items } = rankRecommendations({ ...request, source: cards.get(sourceProductId), cards });
  return items.map(({ productId }) => productId);
};
