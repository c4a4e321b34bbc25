import { type BlendPart, blend, contextParts, factsOf, remindersOf } from '#core/ranking/blend';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { fallbackCandidates, popularityScores } from '#core/ranking/fallback';
import { boughtBefore, repeatParts } from '#core/ranking/repeat-purchase';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import type { Relation } from '#core/recommend/relation';

type TierRequest = Omit<RecommendationRequest, 'cards'>;

/** What the running session weighs in a blended list where the page's product weighs 1. */
const contextShare = { hybrid: 0.3, 'you-might-like': 1 } as const;

/** A product that the shopper has just seen is a weaker suggestion than a new one. */
const seenFactor = 0.3;

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
const nextPurchaseTier = (
  { contextRows = [], config, popularity }: TierRequest,
  pastBaskets: readonly (readonly string[])[],
): Candidate[] => {
  const parts = repeatParts(contextRows, pastBaskets, config.weights);
  return blend(parts, popularityScores(popularity), config.weights.popularity, boughtBefore(pastBaskets));
};

const blendedTier = (request: TierRequest, placement: 'hybrid' | 'you-might-like'): Candidate[] => {
  const { row, contextRows = [], inCart, config, popularity } = request;
  const { popularity: popularityWeight, ...weights } = config.weights;
  const ownWeights = placement === 'hybrid' ? weights : { similar: 1 };
  const own: BlendPart[] = row ? [{ row, weights: ownWeights, isContext: false, sharpness: 1 }] : [];
  const others = contextRows.filter(({ productId }) => productId !== row?.productId);
  const parts = [...own, ...contextParts(others, inCart, config.weights, contextShare[placement])];
  const remindOf = request.withReminders ? remindersOf(request.sessionProductIds ?? [], parts, config.weights) : [];
  return blend(parts, popularityScores(popularity), popularityWeight, remindOf);
};

const seenLast = (candidates: readonly Candidate[], seenIds: readonly string[]): Candidate[] => {
  const seen = new Set(seenIds);
  return candidates
    .map((candidate) => {
      if (!seen.has(candidate.productId)) return candidate;
      const breakdown = Object.fromEntries(
        Object.entries(candidate.breakdown).map(([part, points]) => [part, points * seenFactor]),
      );
      return { ...candidate, score: candidate.score * seenFactor, breakdown };
    })
    .sort(compareCandidates);
};

const withoutWrittenTexts = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.map((candidate) => ({ ...candidate, facts: { ...candidate.facts, writtenText: undefined } }));

const relatedTiers = (request: TierRequest): Candidate[][] => {
  const { placement, row } = request;
  if (placement === 'hybrid') return [blendedTier(request, placement)];
  if (placement === 'also-bought') return [trainedOrder(row, 'also-bought'), trainedOrder(row, 'similar')];
  if (placement === 'frequently-viewed') return [trainedOrder(row, 'also-viewed'), trainedOrder(row, 'similar')];
  if (request.pastBaskets?.length) return [nextPurchaseTier(request, request.pastBaskets)];
  if (request.withReminders) return [blendedTier(request, placement)];
  const contextIds = (request.contextRows ?? []).map(({ productId }) => productId);
  return [seenLast(blendedTier(request, placement), [...contextIds, ...(request.sessionProductIds ?? [])])];
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
  const seen = new Set<string>();
  const firstOnly = (candidates: readonly Candidate[]): Candidate[] =>
    candidates.filter(({ productId }) => !seen.has(productId) && seen.add(productId));
  const related = relatedTiers(request).map(firstOnly);
  const written = request.flags.mi_recommendations_enabled;
  return {
    related: written ? related : related.map(withoutWrittenTexts),
    fallback: firstOnly(fallbackCandidates(request)),
  };
};
