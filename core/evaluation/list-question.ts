/**
 * Questions as a storefront asks them, about a whole list, and the requests that they become. What the storefront sends
 * and what learning and measuring ask go through the same request.
 */
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { repeatRowIds } from '#core/ranking/repeat-purchase';
import type { PopularityList } from '#core/recommend/popularity-list';
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

/** What a list is made from but for the product cards. */
export interface ServedModel {
  readonly rows: ReadonlyMap<string, RecommendationRow>;
  /** Lists of the whole store. */
  readonly popularity: readonly PopularityList[];
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
  ...evidenceOf(model, question),
});
