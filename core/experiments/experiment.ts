import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { Placement } from '#core/recommend/recommendation-request';
import type { Condition } from '#core/rules/condition-declarations';

export const experimentStatuses = ['DRAFT', 'RUNNING', 'STOPPED'] as const;
export type ExperimentStatus = (typeof experimentStatuses)[number];

/** Who keeps a variant: a visit, or a customer over all visits and devices. */
export const experimentUnits = ['session', 'customer'] as const;
export type ExperimentUnit = (typeof experimentUnits)[number];

/** What variants change: offers at the cart, by rules that ask for a variant; or the list of one placement. */
export const experimentSubjects = ['offers', 'recommendations'] as const;
export type ExperimentSubject = (typeof experimentSubjects)[number];

/**
 * What makes a shopper count: seeing an offer or a list of the experiment, looking at a product, or putting something into
 * the cart. Where a variant shows nothing, only the last two count it beside the others.
 */
export const experimentExposures = ['offer', 'list', 'view', 'cart'] as const;
export type ExperimentExposure = (typeof experimentExposures)[number];

/** How a variant's list differs from the store's own; what is absent stays as it is. */
export interface ListTreatment {
  /** Shares of the relations in blended lists, all of them. */
  readonly weights?: RecommendationConfig['weights'];
  /** The list that stands in the placement, such as one relation's instead of the blend. */
  readonly list?: Placement;
  /** Products shown, whatever the page asks for; 1 … 24. */
  readonly limit?: number;
  /** 0 … 1: variety beside relevance. */
  readonly diversity?: number;
  /** Whether sentences of a language model may stand as reasons. */
  readonly languageModel?: boolean;
  /** True: no list at all. */
  readonly isHidden?: boolean;
}

/** What a winner is judged by, each per shopper who was exposed. */
export const experimentMetrics = ['conversion', 'revenue', 'clicks', 'order-value'] as const;
export type ExperimentMetric = (typeof experimentMetrics)[number];

/** One way to treat shoppers. The first variant of an experiment is the one that the others are compared with. */
export interface Variant {
  /** Unique within the experiment. */
  readonly variant: string;
  /** Share beside the other weights, whole, ≥ 0. */
  readonly weight: number;
  /** Of experiments on recommendations; absent: the store's own list. */
  readonly treatment?: ListTreatment;
}

/**
 * Experiments of one group never meet in one shopper: each owns a range of the group, in basis points.
 */
export interface ExclusionGroup {
  readonly name: string;
  /** 0 … 9,999, included. */
  readonly from: number;
  /** 1 … 10,000, not included. */
  readonly to: number;
}

/** A metric that must not get worse, whatever the experiment wins elsewhere. */
export interface Guardrail {
  readonly metric: ExperimentMetric;
  /** Relative loss beyond which no variant wins, basis points of the first variant's figure. */
  readonly mostLossBasisPoints: number;
}

/** What decides which variant a unit is in; all that a page needs to know. */
export interface Assignment {
  readonly experimentId: string;
  /** Another salt deals everybody anew. */
  readonly salt: string;
  /** Share of units that take part, basis points. */
  readonly trafficBasisPoints: number;
  readonly variants: readonly Variant[];
  readonly group?: ExclusionGroup;
}

/** What a merchant sets about an experiment. */
export interface ExperimentDraft extends Omit<Assignment, 'experimentId'> {
  readonly name: string;
  /** What is expected to happen, and why. */
  readonly hypothesis: string;
  readonly subject: ExperimentSubject;
  /** Of experiments on recommendations: whose list varies. */
  readonly placement?: Placement;
  readonly unit: ExperimentUnit;
  readonly exposure: ExperimentExposure;
  /** Who takes part; may ask only about the cart and the page (`reads: 'cart'`). Everybody when absent. */
  readonly targeting?: Condition;
  readonly metric: ExperimentMetric;
  readonly guardrails: readonly Guardrail[];
  /** No winner before so many whole days. */
  readonly leastDays: number;
  /** No winner before so many exposed units in each variant. */
  readonly leastUnits: number;
}

export interface Experiment extends ExperimentDraft {
  readonly experimentId: string;
  readonly status: ExperimentStatus;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** User id. */
  readonly updatedBy: string;
  /** ISO-8601 UTC; absent before the start. */
  readonly startedAt?: string;
  readonly stoppedAt?: string;
}
