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
