import type { CompanySettings } from '#core/companies/company-settings';
import { type DefaultPlan, quotaOf } from '#core/plans/company-plan';
import { isOverQuota } from '#core/plans/serving-limits';

/** Tells the month's quota beside the rate (draft-ietf-httpapi-ratelimit-headers). */
export const sayQuota = (
  { plan, usage }: Pick<CompanySettings, 'plan' | 'usage'>,
  defaultPlan: DefaultPlan,
  now: string,
  headers: Record<string, string>,
): void => {
  const quota = quotaOf(plan.value, defaultPlan);
  if (quota === null) return;
  headers['ratelimit-policy'] = `${headers['ratelimit-policy']}, "month";q=${quota}`;
  if (!usage || !isOverQuota({ plan: plan.value, usage, defaultPlan, now })) return;
  const seconds = Math.ceil((Date.parse(usage.monthEndsAt) - Date.parse(now)) / 1000);
  headers.ratelimit = `${headers.ratelimit}, "month";r=0;t=${seconds}`;
};
