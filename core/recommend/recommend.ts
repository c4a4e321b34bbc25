import type { Product } from '#core/catalog/product';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { Money } from '#core/money/money';
import type { Candidate } from '#core/ranking/candidate';
import { type CandidateTiers, candidateTiers } from '#core/ranking/candidate-tiers';
import { cappedLimit, sourceIdOf, withinCardBudget } from '#core/ranking/card-budget';
import { EligibleOnly } from '#core/ranking/eligible-only';
import { rankByMargin } from '#core/ranking/margin';
import { activePins, pinnedCandidate, placePins } from '#core/ranking/pins';
import { spreadOverCategories } from '#core/ranking/spread';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import { makeReason, type Reason } from '#core/recommend/reason';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import type { ItemRelation, RecommendationSource, Relation } from '#core/recommend/relation';

export const placements = ['hybrid', 'also-bought', 'you-might-like', 'frequently-viewed'] as const;
export type Placement = (typeof placements)[number];

export const candidateFilters = [
  'self',
  'variant-of-self',
  'duplicate-variant',
  'out-of-stock',
  'inactive',
  'excluded',
  'not-whitelisted',
  'in-cart',
  'no-price-in-currency',
  'hidden',
  'unknown',
] as const;
export type CandidateFilter = (typeof candidateFilters)[number];

/** All that a list is made from; nothing else is read. */
export interface RecommendationRequest {
  readonly placement: Placement;
  /** The product whose page it is; absent on pages without one. */
  readonly source?: Product;
  readonly row?: RecommendationRow;
  /** Rows of the session's, cart's or customer's products, newest first. */
  readonly contextRows?: readonly RecommendationRow[];
  /** Lists of the whole store and of the source's categories. */
  readonly popularity: readonly PopularityList[];
  /** Product cards by id, of at least `candidateIds(request)`. */
  readonly cards: ReadonlyMap<string, Product>;
  readonly config: RecommendationConfig;
  readonly flags: FeatureFlags;
  /** ISO 4217 code that prices must exist in. */
  readonly currency: string;
  /** Wanted items; cut to `config.maxLimit`. */
  readonly limit: number;
  readonly exclude: readonly string[];
  readonly inCart: readonly string[];
  /** ISO-8601 UTC; decides which pins have expired. */
  readonly now: string;
  /** Products seen in the running session, newest first; a product may repeat. */
  readonly sessionProductIds?: readonly string[];
  /** Whether going back to something seen is an answer too, as in a strip of what to look at next. */
  readonly withReminders?: boolean;
  /** The customer's purchases, newest first, where buying again is an answer; rows of the last ones come with the context. */
  readonly pastBaskets?: readonly (readonly string[])[];
}

/** Points per origin; they sum to the item's score. */
export type ScoreBreakdown = Partial<Readonly<Record<Relation | 'popularity' | 'reminder' | 'margin' | 'pin', number>>>;

export interface RankedItem {
  readonly productId: string;
  /** Zero-based. */
  readonly position: number;
  readonly score: number;
  /** From the product card, in the requested currency. */
  readonly price: Money;
  /** The relation that counted most. */
  readonly relation: ItemRelation;
  /** The rung that gave this item. */
  readonly rung: RecommendationSource;
  readonly breakdown: ScoreBreakdown;
  readonly reason: Reason;
}

export interface RemovedCandidate {
  readonly productId: string;
  readonly filter: CandidateFilter;
}

export interface Ranked {
  readonly items: readonly RankedItem[];
  /** The rung that gave the first item that is not pinned. */
  readonly source: RecommendationSource;
  /** Candidates that a filter took out, in the order in which they would have ranked. */
  readonly removed: readonly RemovedCandidate[];
}

/** What `candidateIds` can work with before any product card has been read. */
export type CandidateRequest = Omit<RecommendationRequest, 'cards'> & {
  /** The product of the page when neither its card nor its row is known yet. */
  readonly sourceProductId?: string;
};

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
  return spreadOverCategories(accepted, cards, config.maxPerCategory);
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
