import type { CompanySettings } from '#core/companies/company-settings';
import { type DefaultPlan, isEntitled } from '#core/plans/company-plan';
import { type EntitlementName, leastPlanWith } from '#core/plans/plan';
import { problem } from '#lambdas/shared/problem';

/**
 * For operations of merchants alone: shops are never told.
 * @throws ProblemError 403 that names the least plan which includes it
 */
export const requireEntitlement = (
  { defaultPlan }: { readonly defaultPlan: DefaultPlan },
  { plan }: Pick<CompanySettings, 'plan'>,
  entitlement: EntitlementName,
): void => {
  if (isEntitled(plan.value, defaultPlan, entitlement)) return;
  problem('not_in_plan', `This needs ${entitlement}, which the plan ${leastPlanWith(entitlement).title} includes`);
};
