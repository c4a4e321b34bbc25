import type { Product } from '#core/catalog/product';
import { activeBoosts, boosted } from '#core/ranking/boosts';
import type { Candidate } from '#core/ranking/candidate';
import { type CandidateTiers, candidateTiers } from '#core/ranking/candidate-tiers';
import { cappedLimit, contextIdsToTell, sourceIdOf, withinCardBudget } from '#core/ranking/card-budget';
import { diversify, type Variety } from '#core/ranking/diversify';
import { EligibleOnly } from '#core/ranking/eligible-only';
import { chancesOf, explore, type Served } from '#core/ranking/explore';
import { merchantOrder } from '#core/ranking/merchant-order';
import { activePins, pinnedCandidate, placePins } from '#core/ranking/pins';
import { traitsOf } from '#core/ranking/product-traits';
import type { MerchantEffect, OpenPlaces, Ranked, RankedItem } from '#core/recommend/ranked-list';
import { makeReason, type ReasonFacts, type ViaFacts } from '#core/recommend/reason';
import type { CandidateRequest, RecommendationRequest } from '#core/recommend/recommendation-request';

/**
 * The product cards to read before ranking, at most 60: the source's first, then those of the shopper's products that
 * reasons may name, then candidates, a surplus over the limit that leaves room for what the filters will remove.
 */
export const candidateIds = (request: CandidateRequest): string[] => {
  const sourceId = sourceIdOf(request);
  if (!request.flags.recommendations_enabled) return [];
  const known = [...(sourceId === undefined ? [] : [sourceId]), ...contextIdsToTell(request)];
  return [...new Set([...known, ...withinCardBudget(request, candidateTiers(request))])];
};

/** What an item shares with the product of the page. */
const sharedWith = (card: Product, source: Product | undefined): ReasonFacts['shared'] => {
  const { collection } = card.attributes;
  if (collection !== undefined && collection === source?.attributes.collection) return 'collection';
  const [deepest] = source ? traitsOf(source).categories : [];
  if (deepest !== undefined && traitsOf(card).categories.includes(deepest)) return 'category';
  return source?.brand && source.brand === card.brand ? 'brand' : undefined;
};

/** How the shopper came by the product that led to an item. */
const viaOf = (
  { cards, inCart, sessionProductIds = [], pastBaskets = [] }: RecommendationRequest,
  productId: string | undefined,
): ViaFacts | undefined => {
  if (productId === undefined) return undefined;
  const title = cards.get(productId)?.title;
  if (inCart.includes(productId)) return { kind: 'cart', title };
  const isBought = !sessionProductIds.includes(productId) && pastBaskets.some((basket) => basket.includes(productId));
  return { kind: isBought ? 'bought' : 'viewed', title };
};

const roundPoints = (points: number): number => Math.round(points * 10_000) / 10_000;

const toItem = (request: RecommendationRequest, { candidate, propensity }: Served, position: number): RankedItem => {
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
    reason: makeReason(
      {
        ...facts,
        writtenText: request.flags.mi_recommendations_enabled ? facts.writtenText : undefined,
        shared: sharedWith(card, request.source),
        via: viaOf(request, facts.viaProductId),
      },
      request.locale,
    ),
    propensity,
  };
};

type Tiers = readonly (readonly Candidate[])[];

/** Moves reminders beyond the first `most` behind everything else. */
const remindersWithin = (tiers: Tiers, most = Number.POSITIVE_INFINITY): Tiers => {
  if (most === Number.POSITIVE_INFINITY) return tiers;
  let shown = 0;
  const beyond: Candidate[] = [];
  const kept = tiers.map((tier) =>
    tier.filter((candidate) => {
      if (candidate.relation !== 'seen-before' || ++shown <= most) return true;
      beyond.push(candidate);
      return false;
    }),
  );
  return [...kept, beyond];
};

/**
 * Variety counts in the blended list of a page, where it even finds more of what is bought (docs/algorithms.md). Lists of
 * one relation keep its order, and what a cart or a visit asks for is narrow already: there variety costs hits.
 */
const varietyOf = ({ placement, config }: RecommendationRequest): Variety =>
  placement === 'hybrid' ? config : { diversity: 0, maxPerCategory: config.maxPerCategory };

interface RankedTiers {
  readonly candidates: readonly Candidate[];
  readonly merchant?: MerchantEffect;
}

/** Without pins: each tier through the filters, the boosts and the merchant's wishes; then variety over all of them. */
const rankTiers = (
  request: RecommendationRequest,
  { related, fallback }: CandidateTiers,
  eligible: EligibleOnly,
  length: number,
): RankedTiers => {
  const { cards, config, currency } = request;
  const accepted = [...related, fallback].map((tier) => tier.filter(({ productId }) => eligible.accepts(productId)));
  const boosts = activeBoosts(config.boosts, request.now);
  const ofModel = accepted.slice(0, -1).map((tier) => boosted(tier, cards, boosts));
  const { tiers, effect } = merchantOrder(ofModel, cards, currency, config, length);
  const all = remindersWithin([...tiers, accepted.at(-1)!], request.mostReminders);
  return { candidates: diversify(all, cards, varietyOf(request), length), ...(effect && { merchant: effect }) };
};

const openPlaces = (list: readonly Served[], free: readonly Candidate[], length: number): OpenPlaces => {
  const { list: own, pool, firstOpen } = chancesOf(free, length);
  const open = new Set(own.slice(firstOpen));
  return {
    positions:
      pool.length === 0 ? [] : list.flatMap(({ candidate }, position) => (open.has(candidate) ? [position] : [])),
    poolIds: pool.map(({ productId }) => productId),
  };
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
  const { candidates, merchant } = rankTiers(request, tiers, eligible, limit);
  const free = candidates.filter(({ productId }) => !pinnedIds.has(productId));
  const length = Math.max(0, limit - pins.length);
  const served = explore(free, length, request.config.explorationShare, request.explorationSeed);
  const pinned = pins.map(({ productId, position }) => ({
    entry: { candidate: pinnedCandidate(productId), propensity: 1 },
    position,
  }));
  const list = placePins(served, pinned).slice(0, limit);
  const first = list.find(({ candidate }) => candidate.relation !== 'pinned') ?? list[0];
  return {
    items: list.map((one, position) => toItem(request, one, position)),
    source: first?.candidate.rung ?? 'none',
    removed: eligible.removed.filter(({ productId }) => !pinnedIds.has(productId)),
    ...(merchant && { merchant }),
    ...(request.tellsOpenPlaces && { open: openPlaces(list, free, length) }),
  };
};
