import { getRuleDays } from '#contracts/api/upsell-impressions';
import { type PerformanceDependencies, runtimeDependencies } from '#lambdas/api/upsell/performance-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: PerformanceDependencies) =>
  httpEndpoint(getRuleDays, deps, async ({ params: { ruleId }, query: { from, to }, company }) => {
    const days = await deps.offerEvents.days(company.company.companyId, ruleId, from, to);
    return reply({
      data: days.map((day) => ({ ...day, value: [...day.value], discount: [...day.discount] })),
    });
  });

export const handler = makeHandler(runtimeDependencies());
