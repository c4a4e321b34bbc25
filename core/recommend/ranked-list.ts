import type { Money } from '#core/money/money';
import type { Reason } from '#core/recommend/reason';
import type { ItemRelation, RecommendationSource, Relation } from '#core/recommend/relation';

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

/** Points per origin; they sum to the item's score. */
export type ScoreBreakdown = Partial<
  Readonly<Record<Relation | 'popularity' | 'reminder' | 'boost' | 'margin' | 'stock' | 'pin', number>>
>;

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
  /** Probability with which this product stood at this place: 1 unless places of the list are explored. */
  readonly propensity: number;
}

export interface RemovedCandidate {
  readonly productId: string;
  readonly filter: CandidateFilter;
}

/** What the merchant's wishes did to a list. */
export interface MerchantEffect {
  /** α, 0 … 1: how much of the wishes the guardrail let through. */
  readonly strength: number;
  /** Share of the expected relevance that was given up, 0 … the guardrail. */
  readonly relevanceLoss: number;
  /** Mean share of the price that is kept, places weighted as shoppers look at them, by relevance alone. */
  readonly marginBefore: number;
  /** The same in the order served. */
  readonly marginAfter: number;
}

/** What exploration might do to a list. */
export interface OpenPlaces {
  /** Zero-based places that may show a product of the pool. */
  readonly positions: readonly number[];
  readonly poolIds: readonly string[];
}

export interface Ranked {
  readonly items: readonly RankedItem[];
  /** The rung that gave the first item that is not pinned. */
  readonly source: RecommendationSource;
  /** Candidates that a filter took out, in the order in which they would have ranked. */
  readonly removed: readonly RemovedCandidate[];
  /** Absent when the merchant wishes nothing of margins and stock. */
  readonly merchant?: MerchantEffect;
  /** Only when the request asks for it. */
  readonly open?: OpenPlaces;
}
