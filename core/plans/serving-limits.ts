import { type CompanyPlan, type DefaultPlan, isEntitled, quotaOf } from '#core/plans/company-plan';
import type { UsageMark } from '#core/usage/usage-mark';

/** How far the lists of a company may go at this moment. */
export interface ServingLimits {
  /** The month's quota is used up. */
  readonly quotaExceeded: boolean;
  /** No list is served. */
  readonly isStopped: boolean;
  /** The visit, its cart and what it explores may turn a list. */
  readonly followsVisit: boolean;
  /** What a customer saw and bought may turn a list. */
  readonly followsCustomer: boolean;
}

export interface PlanSituation {
  readonly plan: CompanyPlan;
  /** Absent until the meter first wrote. */
  readonly usage: UsageMark | undefined;
  readonly defaultPlan: DefaultPlan;
  /** ISO-8601 UTC with milliseconds. */
  readonly now: string;
}

/** A mark counts until its month ends, and against today's plan: a larger one frees a company at once. */
export const isOverQuota = ({ plan, usage, defaultPlan, now }: PlanSituation): boolean => {
  const quota = quotaOf(plan, defaultPlan);
  return quota !== null && usage !== undefined && now < usage.monthEndsAt && usage.served >= quota;
};

/** Decides from what a request has at hand anyway; nothing is read for it. */
export const servingLimits = (situation: PlanSituation): ServingLimits => {
  const { plan, defaultPlan } = situation;
  const quotaExceeded = isOverQuota(situation);
  return {
    quotaExceeded,
    isStopped: quotaExceeded && plan.whenOverQuota === 'stop',
    followsVisit: !quotaExceeded && isEntitled(plan, defaultPlan, 'advanced-algorithms'),
    followsCustomer: !quotaExceeded && isEntitled(plan, defaultPlan, 'ai-personalization'),
  };
};
