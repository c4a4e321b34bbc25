/**
 * Training parameters with their defaults. Ranges and sources stand with each parameter's type; the defaults are the
 * untuned ones that measured well on gift-shop baskets and on shop sessions (docs/algorithms.md has the figures).
 */
import type { ContentParameters } from '#core/content/content-similarity';
import type { Relation } from '#core/recommend/relation';
import type { ItemKnnParameters } from '#core/similarity/item-knn';
import type { LocalRidgeParameters } from '#core/similarity/local-ridge';

export interface EvidenceFloor {
  /** Groups that must hold both products, ≥ 1. */
  readonly leastPairCount: number;
  /** Log-likelihood ratio that a pair must reach (Dunning 1993); 3.84 is 5 % chance, 0 switches it off. */
  readonly leastLogLikelihoodRatio: number;
}

export interface BehaviouralParameters extends ItemKnnParameters, EvidenceFloor {
  /** What neighbours of neighbours weigh, 0 … 1 (core/similarity/second-step); absent or 0: only pairs that have met. */
  readonly secondStep?: number;
}

export interface PopularityParameters {
  /** Days after which a purchase counts half, > 0. */
  readonly halfLifeDays: number;
  /** Worth of an interaction on the same day of last year where one of today is 1, 0 … 1. */
  readonly seasonWeight: number;
  /** Days from that day at which it is worth half, > 0. */
  readonly seasonHalfDays: number;
  /** Worth of a viewer where a buyer is 1, 0 … 1. */
  readonly viewWeight: number;
  /** The newest days whose people are compared with those before, > 0. */
  readonly trendDays: number;
  /** How many times `trendDays` before that are the comparison, ≥ 1. */
  readonly trendBaselines: number;
  /** Products in the store's list, and in a category's. */
  readonly storeLength: number;
  readonly categoryLength: number;
}

export interface TrainingParameters {
  readonly windowDays: number;
  readonly relations: Readonly<Record<Exclude<Relation, 'similar'>, BehaviouralParameters>> & {
    readonly similar: ContentParameters;
  };
  /** What completes a cart, learned from baskets; absent: carts are answered by the relations. */
  readonly cart?: LocalRidgeParameters;
  readonly popularity: PopularityParameters;
}

export const defaultTrainingParameters: TrainingParameters = {
  windowDays: 540,
  relations: {
    'bought-together': {
      neighbours: 40,
      lengthPenalty: 0.6,
      distancePenalty: 0,
      backward: 1,
      decaySpan: 0.5,
      popularityPenalty: 0.2,
      shrinkage: 0,
      leastPairCount: 1,
      leastLogLikelihoodRatio: 0,
    },
    'also-bought': {
      neighbours: 30,
      lengthPenalty: 0.8,
      distancePenalty: 0,
      backward: 1,
      decaySpan: 1,
      popularityPenalty: 0.2,
      shrinkage: 0,
      leastPairCount: 1,
      leastLogLikelihoodRatio: 0,
    },
    'also-viewed': {
      neighbours: 30,
      lengthPenalty: 0.3,
      distancePenalty: 0.5,
      backward: 0.8,
      windowSteps: 20,
      decaySpan: 1,
      popularityPenalty: 0.1,
      shrinkage: 1,
      secondStep: 0.3,
      leastPairCount: 1,
      leastLogLikelihoodRatio: 0,
    },
    similar: {
      neighbours: 30,
      fieldWeights: { title: 1, trigrams: 0.4, category: 0.8, brand: 0.3, tags: 0.4, attributes: 0.4 },
      priceScale: 1.5,
      commonTermShare: 0.1,
      mostPartnersPerTerm: 1000,
      leastSimilarity: 0.05,
    },
  },
  cart: {
    candidates: 100,
    neighbours: 100,
    ridge: 3,
    diagonalRidge: 0.1,
    lengthPenalty: 0.5,
    distancePenalty: 0.2,
    decaySpan: 0.7,
    popularityPenalty: 0.15,
    contentPrior: 0.2,
  },
  popularity: {
    halfLifeDays: 30,
    seasonWeight: 0.3,
    seasonHalfDays: 14,
    viewWeight: 0.1,
    trendDays: 7,
    trendBaselines: 4,
    storeLength: 60,
    categoryLength: 30,
  },
};
