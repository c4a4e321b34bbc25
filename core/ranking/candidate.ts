import type { ScoreBreakdown } from '#core/recommend/ranked-list';
import type { ReasonFacts } from '#core/recommend/reason';
import type { ItemRelation, RecommendationSource } from '#core/recommend/relation';

/** A product on its way into a list. */
export interface Candidate {
  readonly productId: string;
  readonly score: number;
  readonly breakdown: ScoreBreakdown;
  /** The relation that counted most. */
  readonly relation: ItemRelation;
  readonly rung: RecommendationSource;
  readonly facts: ReasonFacts;
}

/** Best first; equal scores by id. */
export const compareCandidates = (a: Pick<Candidate, 'score' | 'productId'>, b: typeof a): number =>
  b.score - a.score || (a.productId < b.productId ? -1 : Number(a.productId > b.productId));
