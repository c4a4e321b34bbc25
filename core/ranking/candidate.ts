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

/** Best first; equal scores by id. A difference of scores would be a new number in memory at each of many comparisons. */
export const compareCandidates = (a: Pick<Candidate, 'score' | 'productId'>, b: typeof a): number => {
  if (a.score > b.score) return -1;
  if (a.score < b.score) return 1;
  return a.productId < b.productId ? -1 : Number(a.productId > b.productId);
};
