import { listUsageMonths } from '#contracts/api/usage';
import { addMonths, daysOfMonth, firstDayOf, lastDayOf } from '#core/time/calendar-month';
import { servedByDay, totalServed } from '#core/usage/served-counts';
import { monthAsked } from '#lambdas/api/usage/month-asked';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(listUsageMonths, deps, async ({ company: { company }, query, now }) => {
    const present = monthAsked(undefined, company, now);
    const months = Array.from({ length: query.months }, (_, back) => addMonths(present, -back));
    const first = firstDayOf(months.at(-1) ?? present);
    const rows = await deps.rollUps.days(company.companyId, first, lastDayOf(present));
    return reply({
      months: months.map((month) => ({ month, served: totalServed(servedByDay(rows, daysOfMonth(month))) })),
    });
  });

export const handler = makeHandler(runtimeDependencies());
