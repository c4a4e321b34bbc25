import type { RecommendationList } from './recommendation-list.ts';
import { type RecommendationQuery, recommendationUrl } from './recommendation-url.ts';

const timeoutMs = 2500;

/**
 * Reads a list.
 * @returns `undefined` for every reason not to show one: an error, a slow answer, an empty list, recommendations off.
 */
export const fetchRecommendations = async (
  query: RecommendationQuery,
  gone: AbortSignal,
): Promise<RecommendationList | undefined> => {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  gone.addEventListener('abort', abort, { once: true });
  try {
    const response = await fetch(recommendationUrl(query), { signal: stop.signal, credentials: 'omit' });
    if (!response.ok) return undefined;
    const list = (await response.json()) as RecommendationList;
    return list.disabled || !Array.isArray(list.items) || list.items.length === 0 ? undefined : list;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', abort);
  }
};
