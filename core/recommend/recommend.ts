import type { Product } from '#core/catalog/product';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { Money } from '#core/money/money';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { Reason } from '#core/recommend/reason';
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
  /** Products seen in the running session, newest first. */
  readonly sessionProductIds?: readonly string[];
}

/** Points per origin; they sum to the item's score. */
export type ScoreBreakdown = Partial<Readonly<Record<Relation | 'popularity' | 'margin' | 'pin', number>>>;

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
  /** The rung that gave the first item. */
  readonly source: RecommendationSource;
  /** Candidates that a filter took out, in the order in which they would have ranked. */
  readonly removed: readonly RemovedCandidate[];
}
