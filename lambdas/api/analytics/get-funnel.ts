import { getFunnel } from '#contracts/api/analytics';
import { funnels } from '#core/analytics/funnel';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(getFunnel, deps, async ({ company: { company }, query }) => {
    checkPeriod(query);
    const { from, to } = query;
    const { recommendations, offers } = funnels(await deps.rollUps.days(company.companyId, from, to));
    return reply({ from, to, timeZone: company.timeZone, recommendations: [...recommendations], offers: [...offers] });
  });

export const handler = makeHandler(runtimeDependencies());
