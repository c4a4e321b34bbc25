import type { CandidateTiers } from '#core/ranking/candidate-tiers';
import { eligibilityCheck } from '#core/ranking/eligibility';
import { activePins } from '#core/ranking/pins';
import type { CandidateRequest } from '#core/recommend/recommendation-request';

/** Cards of one request, the source's included: one batch read. */
export const mostCards = 60;

/** Cards of every request that are kept for the last rungs, should all related products turn out ineligible. */
const cardsForFallback = 15;

/** Cards of the shopper's own products that reasons may name. */
const mostContextCards = 8;

/** The product whose page it is, from whatever the request knows. */
export const sourceIdOf = ({ source, row, sourceProductId }: CandidateRequest): string | undefined =>
  source?.productId ?? sourceProductId ?? row?.productId;

/** The shopper's products, newest first, whose titles reasons may tell. */
export const contextIdsToTell = (request: CandidateRequest): string[] => {
  const sourceId = sourceIdOf(request);
  const ids = (request.contextRows ?? []).map(({ productId }) => productId);
  return ids.filter((id) => id !== sourceId).slice(0, mostContextCards);
};

/** The wanted length, 0 … the configured most. */
export const cappedLimit = ({ limit, config }: CandidateRequest): number =>
  Math.max(0, Math.min(Math.floor(limit), config.maxLimit));

/** The first ids of some lists that pass, at most `most`. */
const firstPassing = (
  lists: readonly (readonly { readonly productId: string }[])[],
  passes: (productId: string) => boolean,
  most: number,
): string[] => {
  const ids = new Set<string>();
  for (const list of lists) {
    for (let at = 0; at < list.length && ids.size < most; at += 1) {
      const { productId } = list[at]!;
      if (!ids.has(productId) && passes(productId)) ids.add(productId);
    }
  }
  return [...ids];
};

/** The candidates whose cards are read, in rank order: pins, then related products, then the fallback. */
export const withinCardBudget = (request: CandidateRequest, { related, fallback }: CandidateTiers): string[] => {
  const sourceId = sourceIdOf(request);
  const check = eligibilityCheck(request, sourceId);
  const passes = (productId: string): boolean => check.byId(productId) === undefined;
  const pins = activePins(request.config.pins, sourceId, request.now, cappedLimit(request));
  const budget = mostCards - 1 - contextIdsToTell(request).length;
  const wanted = firstPassing([pins, ...related], passes, budget);
  const spare = firstPassing([fallback], passes, budget);
  const first = wanted.slice(0, budget - Math.min(spare.length, cardsForFallback));
  return [...new Set([...first, ...spare, ...wanted])].slice(0, budget);
};
