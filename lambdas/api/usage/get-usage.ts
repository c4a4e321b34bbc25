import type * as z from 'zod';
import { getUsage } from '#contracts/api/usage';
import { type CompanyPlan, type DefaultPlan, effectivePlan } from '#core/plans/company-plan';
import { entitlementsOf } from '#core/plans/plan';
import { daysToRead, type UsageReport, usageReport } from '#core/usage/usage-report';
import { monthAsked } from '#lambdas/api/usage/month-asked';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

type Body = z.input<NonNullable<typeof getUsage.response>>;

const quotaBody = ({ usedBasisPoints, usedUpOn }: UsageReport, quota: number | null, { whenOverQuota }: CompanyPlan) =>
  quota === null || usedBasisPoints === null
    ? null
    : { recommendationsPerMonth: quota, usedBasisPoints, isUsedUp: usedUpOn !== null, usedUpOn, whenOverQuota };

const widgetTypesBody = ({ placements }: UsageReport, most: number | null): Body['widgetTypes'] => {
  const used = placements.filter(({ placement }) => placement !== null).length;
  return { used, most, isOver: most !== null && used > most };
};

/** What a plan limits; null for both where plans are off. */
const limitsOf = (plan: CompanyPlan, defaultPlan: DefaultPlan) => {
  const name = effectivePlan(plan, defaultPlan) ?? null;
  const limits = name ? entitlementsOf(name) : { recommendationsPerMonth: null, mostWidgetTypes: null };
  return { name, quota: limits.recommendationsPerMonth, mostWidgetTypes: limits.mostWidgetTypes };
};

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(getUsage, deps, async ({ company: { company, plan }, query, now }) => {
    const { companyId, timeZone, createdAt } = company;
    const { name, quota, mostWidgetTypes } = limitsOf(plan.value, deps.defaultPlan);
    const question = { month: monthAsked(query.month, company, now), timeZone, createdAt, quota, now };
    const { from, to } = daysToRead(question);
    const report = usageReport(question, await deps.rollUps.days(companyId, from, to));
    return reply({
      month: report.month,
      timeZone,
      plan: name,
      served: report.served,
      quota: quotaBody(report, quota, plan.value),
      widgetTypes: widgetTypesBody(report, mostWidgetTypes),
      days: [...report.days],
      placements: [...report.placements],
      forecast: report.forecast,
    });
  });

export const handler = makeHandler(runtimeDependencies());
