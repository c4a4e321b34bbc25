import { type CompanyPlan, monthlyPriceMinor } from '#core/plans/company-plan';
import { type PlanName, planNames } from '#core/plans/plan';

export interface PlannedCompany {
  readonly companyId: string;
  readonly plan: CompanyPlan;
}

export interface RecurringRevenue {
  /** Cents of the plans' currency in a month; shares in sales are not in it. */
  readonly totalMinor: number;
  /** In the order of the plans; those that nobody has are there with 0. */
  readonly plans: readonly { readonly plan: PlanName; readonly companies: number; readonly revenueMinor: number }[];
  /** Companies whose price must be agreed and was not: they count 0. */
  readonly withoutPrice: readonly string[];
}

/**
 * Monthly recurring revenue: the sum of what companies pay for their plans in a month, agreed prices before list prices.
 * @param defaultPlan plan of companies for which nothing was agreed
 */
export const recurringRevenue = (companies: readonly PlannedCompany[], defaultPlan: PlanName): RecurringRevenue => {
  const priced = companies.map(({ companyId, plan }) => {
    const name = plan.plan ?? defaultPlan;
    return { companyId, name, priceMinor: monthlyPriceMinor(plan, name) };
  });
  const rows = planNames.map((plan) => {
    const own = priced.filter(({ name }) => name === plan);
    const revenueMinor = own.reduce((sum, { priceMinor }) => sum + (priceMinor ?? 0), 0);
    return { plan, companies: own.length, revenueMinor };
  });
  return {
    totalMinor: rows.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
    plans: rows,
    withoutPrice: priced.flatMap(({ companyId, priceMinor }) => (priceMinor === null ? [companyId] : [])).sort(),
  };
};
