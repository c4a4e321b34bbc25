import { type EntitlementName, entitlementsOf, type PlanName, planOf } from '#core/plans/plan';

/** What shops get once the month's quota is used up. */
export const overQuotaChoices = ['basic-list', 'stop'] as const;
export type OverQuotaChoice = (typeof overQuotaChoices)[number];

/** A share in attributed sales is 1 to 2 percent, where one is agreed at all. */
export const revenueShareLimits = { least: 100, most: 200 } as const;

/** What an operator agreed with a company. */
export interface CompanyPlan {
  /** Null: the plan that this deployment gives to everybody. */
  readonly plan: PlanName | null;
  /** `basic-list`: the precomputed list without personalisation; `stop`: an empty one. */
  readonly whenOverQuota: OverQuotaChoice;
  /** Share of attributed, refund-adjusted sales, 100 … 200; 0: none. */
  readonly revenueShareBasisPoints: number;
  /** Price of a month in cents of the plans' currency, where it is not the list price. */
  readonly agreedPriceMinor: number | null;
}

export const defaultCompanyPlan: CompanyPlan = {
  plan: null,
  whenOverQuota: 'basic-list',
  revenueShareBasisPoints: 0,
  agreedPriceMinor: null,
};

/** What this deployment gives to companies for which nothing was agreed; undefined: plans are switched off. */
export type DefaultPlan = PlanName | undefined;

/** @returns undefined where plans are off: nothing is limited then, whatever was agreed. */
export const effectivePlan = ({ plan }: CompanyPlan, defaultPlan: DefaultPlan): PlanName | undefined =>
  defaultPlan === undefined ? undefined : (plan ?? defaultPlan);

export const isEntitled = (plan: CompanyPlan, defaultPlan: DefaultPlan, entitlement: EntitlementName): boolean => {
  const name = effectivePlan(plan, defaultPlan);
  return name === undefined || entitlementsOf(name).names.includes(entitlement);
};

/** Served recommendations of a month that are included; null: any number. */
export const quotaOf = (plan: CompanyPlan, defaultPlan: DefaultPlan): number | null => {
  const name = effectivePlan(plan, defaultPlan);
  return name === undefined ? null : entitlementsOf(name).recommendationsPerMonth;
};

/** What a company pays for a month, cents; null where a price must be agreed and was not. */
export const monthlyPriceMinor = ({ agreedPriceMinor }: CompanyPlan, name: PlanName): number | null =>
  agreedPriceMinor ?? planOf(name).monthlyPrice?.amount ?? null;
