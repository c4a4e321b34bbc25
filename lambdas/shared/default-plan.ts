import type { DefaultPlan } from '#core/plans/company-plan';
import type { PlanName } from '#core/plans/plan';

/** `DEFAULT_PLAN` as functions are told of it. */
export const defaultPlanOf = (given: PlanName | 'none'): DefaultPlan => (given === 'none' ? undefined : given);
