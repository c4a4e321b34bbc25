import { type BlendPart, blend, contextParts, factsOf } from '#core/ranking/blend';
import type { Candidate } from '#core/ranking/candidate';
import { sourceIdOf } from '#core/ranking/card-budget';
import { fallbackCandidates, popularityScores } from '#core/ranking/fallback';
import { applyLearnedBlend } from '#core/ranking/learned/apply-learned-blend';
import { mostCandidates } from '#core/ranking/most-candidates';
import { personalTier } from '#core/ranking/personal-tier';
import { boughtBefore, repeatParts } from '#core/ranking/repeat-purchase';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import type { Relation } from '#core/recommend/relation';

type TierRequest = Omit<RecommendationRequest, 'cards'>;

/** What the running session weighs beside a product where the page's product weighs 1. */
const contextShare = 0.3;

/** One relation in its trained order. */
const trainedOrder = (row: RecommendationRow | undefined, relation: Relation): Candidate[] =>
  (row?.relations[relation] ?? []).map((candidate) => ({
    productId: candidate.productId,
    score: candidate.score,
    breakdown: { [relation]: candidate.score },
    relation,
    rung: relation === 'similar' ? 'content' : 'model',
    facts: factsOf(row!, relation, candidate, false),
  }));

/** What a customer buys next: again, or with what was bought last. */
const nextPurchaseTier = (request: TierRequest, pastBaskets: readonly (readonly string[])[]): Candidate[] => {
  const { contextRows = [], config, popularity } = request;
  const { weights } = config;
  const parts = repeatParts(contextRows, pastBaskets, weights);
  const again = boughtBefore(pastBaskets);
  return blend(parts, popularityScores(popularity), weights.popularity, again, mostCandidates(request));
};

const hybridTier = (request: TierRequest): Candidate[] => {
  const { row, contextRows = [], inCart, config, popularity } = request;
  const { popularity: popularityWeight, ...weights } = config.weights;
  const own: BlendPart[] = row ? [{ row, weights, isContext: false, sharpness: 1 }] : [];
  const others = contextRows.filter(({ productId }) => productId !== row?.productId);
  const parts = [...own, ...contextParts(others, inCart, config.weights, contextShare)];
  return blend(parts, popularityScores(popularity), popularityWeight, [], mostCandidates(request));
};

/** Purchases alone ask for the next one; with a page or a visit they are one voice among several. */
const youMightLikeTier = (request: TierRequest): Candidate[] => {
  const { inCart, sessionProductIds = [], pastBaskets = [] } = request;
  const isVisit = sourceIdOf(request) !== undefined || inCart.length > 0 || sessionProductIds.length > 0;
  return pastBaskets.length > 0 && !isVisit ? nextPurchaseTier(request, pastBaskets) : personalTier(request);
};

const tiersOf = (request: TierRequest): Candidate[][] => {
  const { placement, row } = request;
  if (placement === 'hybrid') return [applyLearnedBlend(request, hybridTier(request))];
  if (placement === 'also-bought') return [trainedOrder(row, 'also-bought'), trainedOrder(row, 'similar')];
  if (placement === 'frequently-viewed') return [trainedOrder(row, 'also-viewed'), trainedOrder(row, 'similar')];
  return [applyLearnedBlend(request, youMightLikeTier(request))];
};

/** Keeps each product in its first tier only. `seen` is added to. */
const firstOnly = (candidates: readonly Candidate[], seen: Set<string>): Candidate[] =>
  candidates.filter(({ productId }) => {
    const before = seen.size;
    return seen.add(productId).size > before;
  });

/** What behaviour and content relate to a request, best tier first: the costly part, which needs no product card. */
export const relatedCandidates = (request: TierRequest): Candidate[][] => {
  const tiers = tiersOf(request);
  const seen = new Set<string>();
  return tiers.length === 1 ? tiers : tiers.map((tier) => firstOnly(tier, seen));
};

/** A tier ranks before the next one whatever its scores are; a product stands in its first tier only. */
export interface CandidateTiers {
  /** Behaviour and content, best tier first. */
  readonly related: readonly (readonly Candidate[])[];
  /** What is popular. */
  readonly fallback: readonly Candidate[];
}

/** All candidates of a request, before any filter. */
export const candidateTiers = (request: TierRequest): CandidateTiers => {
  const related = request.related ?? relatedCandidates(request);
  return { related, fallback: fallbackCandidates(request, related) };
};
