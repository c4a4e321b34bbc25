import { getBreakdown } from '#contracts/api/analytics';
import { breakdown } from '#core/analytics/breakdown';
import { ratesOf } from '#core/analytics/figures';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(getBreakdown, deps, async ({ company: { company }, query }) => {
    checkPeriod(query);
    const { from, to, by } = query;
    const { entries, omitted } = breakdown(await deps.rollUps.days(company.companyId, from, to), by);
    return reply({
      from,
      to,
      timeZone: company.timeZone,
      by,
      entries: entries.map((entry) => ({ ...entry, rates: ratesOf(entry) })),
      omitted,
      attribution: 'last-touch-not-causal' as const,
    });
  });

export const handler = makeHandler(runtimeDependencies());
