import { mostReranked } from '#core/ranking/learned/learned-blend';
import type { CandidateRequest } from '#core/recommend/recommendation-request';

/** More than the cards that are read for a request (`mostCards`). */
const leastCandidates = 100;

/**
 * How many of the best candidates a request can ever show: those whose cards are read and those that an id may take out or
 * a rule move down. The store's own corrections change places only among the first `mostReranked` outside the cart, so they
 * need these at least, and none behind. What follows need not be made.
 */
export const mostCandidates = (request: CandidateRequest): number => {
  const { config, exclude, inCart, sessionProductIds = [], contextRows = [], pastBaskets = [] } = request;
  // Whatever is on a white list may stand anywhere.
  if (config.onlyProductIds.length > 0) return Number.POSITIVE_INFINITY;
  const named = config.excludedProductIds.length + config.hidden.length + exclude.length + inCart.length;
  const known = contextRows.length + sessionProductIds.length + pastBaskets.flat().length;
  return Math.max(leastCandidates + named + known, request.learned ? mostReranked + inCart.length : 0);
};
