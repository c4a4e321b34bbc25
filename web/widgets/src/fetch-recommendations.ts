import { fetchJson } from './fetch-json.ts';
import { drawVariant, type NamedVariant, recallExperiments, rememberExperiments } from './list-variant.ts';
import type { RecommendationList } from './recommendation-list.ts';
import { type RecommendationQuery, recommendationUrl } from './recommendation-url.ts';

const readList = (query: RecommendationQuery, gone: AbortSignal): Promise<RecommendationList | undefined> =>
  fetchJson<RecommendationList>(recommendationUrl(query), gone);

const isSame = (one: NamedVariant | undefined, other: NamedVariant | null | undefined): boolean =>
  one?.experimentId === other?.experimentId && one?.variant === other?.variant;

/**
 * The list under the variant of a visitor whom the request does not name. What runs is known from the page before;
 * otherwise, and when that has changed, the first answer tells it, and the list is asked for once more.
 */
const readVariant = async (
  query: RecommendationQuery,
  visitor: string,
  gone: AbortSignal,
): Promise<RecommendationList | undefined> => {
  const name = `${query.companyId} ${query.placement}`;
  const known = drawVariant(recallExperiments(name, Date.now()), visitor);
  const list = await readList({ ...query, ...known }, gone);
  if (!list?.experiments) return list;
  rememberExperiments(name, list.experiments, Date.now());
  const drawn = drawVariant(list.experiments, visitor);
  return isSame(drawn, list.experiment) ? list : readList({ ...query, ...drawn }, gone);
};

/**
 * Reads a list.
 * @param visitor the visit's id for drawing variants, where it may be used and does not travel in the request
 * @returns `undefined` for every reason not to show one: an error, a slow answer, an empty list, recommendations off.
 */
export const fetchRecommendations = async (
  query: RecommendationQuery,
  visitor: string | undefined,
  gone: AbortSignal,
): Promise<RecommendationList | undefined> => {
  const isDrawn = visitor !== undefined && query.sessionId === undefined;
  const list = isDrawn ? await readVariant(query, visitor, gone) : await readList(query, gone);
  return !list || list.disabled || !Array.isArray(list.items) || list.items.length === 0 ? undefined : list;
};
