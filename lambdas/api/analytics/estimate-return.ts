import { estimateReturn } from '#contracts/api/analytics';
import { returnOnInvestment } from '#core/analytics/return-on-investment';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(estimateReturn, deps, async ({ body: { currency, ...inputs } }) =>
    reply({ currency, ...returnOnInvestment(inputs), basis: 'assumed-lifts' as const }),
  );

export const handler = makeHandler(runtimeDependencies());
