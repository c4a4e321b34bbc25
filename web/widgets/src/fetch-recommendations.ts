import { fetchJson } from './fetch-json.ts';
import type { RecommendationList } from './recommendation-list.ts';
import { type RecommendationQuery, recommendationUrl } from './recommendation-url.ts';

/**
 * Reads a list.
 * @returns `undefined` for every reason not to show one: an error, a slow answer, an empty list, recommendations off.
 */
export const fetchRecommendations = async (
  query: RecommendationQuery,
  gone: AbortSignal,
): Promise<RecommendationList | undefined> => {
  const list = await fetchJson<RecommendationList>(recommendationUrl(query), gone);
  return !list || list.disabled || !Array.isArray(list.items) || list.items.length === 0 ? undefined : list;
};
