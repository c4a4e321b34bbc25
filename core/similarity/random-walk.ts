/**
 * Item-to-item neighbours by a random walk item → group → item, as parameters of item-kNN.
 *
 *   P(a→g) = 1/n_a    P(g→b) = 1/|g|    W[a,b] = Σ_{g ∋ a,b} P(a→g)^α · P(g→b)^α    S[a,b] = W[a,b] / n_b^β
 *
 * P³α (Cooper et al., Random Walks in Recommender Systems, 2014) with the popularity penalty of RP³β (Christoffel et al.,
 * Blockbusters and Wallflowers, 2015; Paudel et al., Updatable, Accurate, Diverse, and Scalable Recommendations, 2017).
 * W[a,b] is n_a^−α times a co-occurrence whose groups weigh |g|^−α, so the kernel walks without a matrix of its own.
 * Directed, the walk may only go on to what came after a, at most `stepsAhead` steps later: what is viewed next.
 * A walk that decays prefers new groups: their weight is e^(−age_g/τ), as in group-weights.
 *
 * Cost and degenerate input are those of core/similarity/item-knn.
 */
import type { ItemKnnParameters } from '#core/similarity/item-knn';

export interface RandomWalk {
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
  /** α, 0.4 … 1.5; 0.8 is a strong choice without any tuning. */
  readonly walkPenalty: number;
  /** β, 0 … 1; 0.2 is a strong choice without any tuning. */
  readonly popularityPenalty: number;
  /** Steps that the walk may look ahead in a group, and then only ahead; absent: all of the group, in both directions. */
  readonly stepsAhead?: number;
  /** τ as a share of the log's time span, > 0; absent: no decay. */
  readonly decaySpan?: number;
}

/** @throws RangeError when α is negative or there is no step to go. */
export const randomWalkParameters = ({
  neighbours,
  walkPenalty,
  popularityPenalty,
  stepsAhead,
  decaySpan,
}: RandomWalk): ItemKnnParameters => {
  if (!(walkPenalty >= 0)) throw new RangeError(`The walk's penalty must be 0 or more, not ${walkPenalty}`);
  if (stepsAhead !== undefined && !(stepsAhead >= 1)) throw new RangeError(`${stepsAhead} steps ahead lead nowhere`);
  return {
    neighbours,
    lengthPenalty: walkPenalty,
    lengthOf: 'all',
    sourcePenalty: walkPenalty,
    popularityPenalty,
    shrinkage: 0,
    distancePenalty: 0,
    backward: stepsAhead === undefined ? 1 : 0,
    ...(stepsAhead !== undefined && { windowSteps: stepsAhead }),
    ...(decaySpan !== undefined && { decaySpan }),
  };
};
