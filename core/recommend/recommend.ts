import type { Product } from '#core/catalog/product';
import type { Candidate } from '#core/ranking/candidate';
import { type CandidateTiers, candidateTiers } from '#core/ranking/candidate-tiers';
import { cappedLimit, sourceIdOf, withinCardBudget } from '#core/ranking/card-budget';
import { EligibleOnly } from '#core/ranking/eligible-only';
import { rankByMargin } from '#core/ranking/margin';
import { activePins, pinnedCandidate, placePins } from '#core/ranking/pins';
import { spreadOverCategories } from '#core/ranking/spread';
import { categoryKeys } from '#core/recommend/popularity-list';
import type { Ranked, RankedItem } from '#core/recommend/ranked-list';
import { makeReason } from '#core/recommend/reason';
import type { CandidateRequest, RecommendationRequest } from '#core/recommend/recommendation-request';

/**
 * The product cards to read before ranking: the source's first, then at most 59 candidates, a surplus over the limit
 * that leaves room for what the filters will remove.
 */
export const candidateIds = (request: CandidateRequest): string[] => {
  const sourceId = sourceIdOf(request);
  if (!request.flags.recommendations_enabled) return [];
  return [...(sourceId === undefined ? [] : [sourceId]), ...withinCardBudget(request, candidateTiers(request))];
};

/** What an item shares with the product of the page. */
const sharedWith = (card: Product, source: Product | undefined): 'category' | 'brand' | undefined => {
  const [deepest] = source ? categoryKeys(source) : [];
  if (deepest !== undefined && categoryKeys(card).includes(deepest)) return 'category';
  return source?.brand && source.brand === card.brand ? 'brand' : undefined;
};

const roundPoints = (points: number): number => Math.round(points * 10_000) / 10_000;

const toItem = (request: RecommendationRequest, candidate: Candidate, position: number): RankedItem => {
  const { productId, relation, rung, facts } = candidate;
  const card = request.cards.get(productId)!;
  return {
    productId,
    position,
    score: roundPoints(candidate.score),
    price: card.prices.find(({ currency }) => currency === request.currency)!,
    relation,
    rung,
    breakdown: Object.fromEntries(
      Object.entries(candidate.breakdown).map(([part, points]) => [part, roundPoints(points)]),
    ),
    reason: makeReason({ ...facts, shared: sharedWith(card, request.source) }),
  };
};

/** Moves reminders beyond the first `most` behind everything else. */
const remindersWithin = (candidates: readonly Candidate[], most = Number.POSITIVE_INFINITY): readonly Candidate[] => {
  let shown = 0;
  const isBeyond = ({ relation }: Candidate): boolean => relation === 'seen-before' && ++shown > most;
  const { kept = [], beyond = [] } = Object.groupBy(candidates, (one) => (isBeyond(one) ? 'beyond' : 'kept'));
  return [...kept, ...beyond];
};

/** Without pins: each tier by itself through the filters, the margin and the category cap. */
const rankTiers = (
  request: RecommendationRequest,
  { related, fallback }: CandidateTiers,
  eligible: EligibleOnly,
): Candidate[] => {
  const { cards, config, currency } = request;
  const rankTier = (tier: readonly Candidate[]): Candidate[] =>
    rankByMargin(tier, cards, currency, config.marginWeight);
  const accepted = [...related.map(rankTier), fallback].flat().filter(({ productId }) => eligible.accepts(productId));
  return spreadOverCategories(remindersWithin(accepted, request.mostReminders), cards, config.maxPerCategory);
};

/**
 * The list for one page. Deterministic: equal requests give byte-equal results. Nothing ineligible is ever in it, no
 * product and no variant group twice. It is only shorter than the limit when the candidates' cards hold no more
 * eligible products, and empty when recommendations are switched off.
 * O(candidates · log candidates).
 */
export const rankRecommendations = (request: RecommendationRequest): Ranked => {
  if (!request.flags.recommendations_enabled) return { items: [], source: 'none', removed: [] };
  const limit = cappedLimit(request);
  const tiers = candidateTiers(request);
  const eligible = new EligibleOnly(request, tiers);
  const pins = activePins(request.config.pins, sourceIdOf(request), request.now, limit).filter(({ productId }) =>
    eligible.accepts(productId),
  );
  const pinnedIds = new Set(pins.map(({ productId }) => productId));
  const ranked = rankTiers(request, tiers, eligible);
  const pinned = pins.map(({ productId, position }) => ({
    candidate: pinnedCandidate(productId),
    position,
  }));
  const list = placePins(
    ranked.filter(({ productId }) => !pinnedIds.has(productId)),
    pinned,
  ).slice(0, limit);
  return {
    items: list.map((candidate, position) => toItem(request, candidate, position)),
    source: (list.find(({ relation }) => relation !== 'pinned') ?? list[0])?.rung ?? 'none',
    removed: eligible.removed.filter(({ productId }) => !pinnedIds.has(productId)),
  };
};
