import { getRecommendationCounters } from '#contracts/api/analytics';
import { daysBetween } from '#core/events/daily-counters';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(getRecommendationCounters, deps, async ({ company, query }) => {
    checkPeriod(query);
    return reply({ days: await deps.counters.days(company.company.companyId, daysBetween(query.from, query.to)) });
  });

export const handler = makeHandler(runtimeDependencies());
