import { getTimeSeries, mostDays, mostDaysOfMonths } from '#contracts/api/analytics';
import { timeSeries } from '#core/analytics/time-series';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(getTimeSeries, deps, async ({ company: { company }, query }) => {
    const { companyId: _companyId, from, to, metric, interval, scope, ...filter } = query;
    checkPeriod(query, interval === 'month' ? mostDaysOfMonths : mostDays);
    const rows = await deps.rollUps.days(company.companyId, from, to);
    const series = timeSeries(rows, { metric, from, to, interval, scope, filter });
    return reply({ from, to, timeZone: company.timeZone, metric, interval, series });
  });

export const handler = makeHandler(runtimeDependencies());
