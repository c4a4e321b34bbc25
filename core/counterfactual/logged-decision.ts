/** One place of a served list: what stood there, with which probability, and what came of it. */
export interface LoggedDecision {
  /** Decisions that belong together, such as the places of one list: they rise and fall together. */
  readonly clusterId: string;
  /** Probability with which the place showed this product, as its token proves; 0 < p ≤ 1. */
  readonly propensity: number;
  /** Probability with which the policy in question would show it there, 0 … 1. */
  readonly targetPropensity: number;
  /** What came of it: 1 for a click, minor units for money. */
  readonly reward: number;
  /** What a model expects of the product shown; a model that has not seen this reward. */
  readonly predictedReward: number;
  /** What the same model expects of the place under the policy in question. */
  readonly targetPredictedReward: number;
}

/** What a place would bring on average under another policy. */
export interface PolicyEstimate {
  readonly value: number;
  /** Of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** How much of the log tells of the policy in question. */
export interface Overlap {
  readonly decisions: number;
  readonly clusters: number;
  /** Clusters drawn by the policy itself that would tell as much (Kong 1992). */
  readonly effectiveClusters: number;
  readonly largestWeight: number;
  /** 1 on average when the propensities are right. */
  readonly meanWeight: number;
}

export const refusals = ['no-decisions', 'impossible-propensity', 'thin-overlap', 'unbalanced-weights'] as const;
export type Refusal = (typeof refusals)[number];

export type PolicyAnswer =
  | {
      readonly kind: 'estimated';
      readonly overlap: Overlap;
      readonly ips: PolicyEstimate;
      readonly snips: PolicyEstimate;
      readonly doublyRobust: PolicyEstimate;
    }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly overlap: Overlap };
