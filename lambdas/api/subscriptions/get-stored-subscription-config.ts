import { getStoredSubscriptionConfig } from '#contracts/api/subscriptions';
import { isEnough } from '#core/subscriptions/choose-frequency';
import { nearestFrequency, subscriptionFrequencies } from '#core/subscriptions/frequency';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { configBody } from '#lambdas/api/subscriptions/config-body';
import {
  runtimeDependencies,
  type SubscriptionAdminDependencies,
} from '#lambdas/api/subscriptions/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

const forecastBody = (forecast: ProductForecast | undefined) => {
  if (!forecast) return null;
  const { daysPerUnit, intervals, repeatBuyers, buyers, computedAt } = forecast;
  return {
    daysPerUnit: Math.round(daysPerUnit * 10) / 10,
    nearestFrequency: nearestFrequency(daysPerUnit, subscriptionFrequencies)!,
    intervals,
    repeatBuyers,
    buyers,
    isEnough: isEnough(forecast),
    computedAt,
  };
};

export const makeHandler = (deps: SubscriptionAdminDependencies) =>
  httpEndpoint(getStoredSubscriptionConfig, deps, async ({ params: { productId }, company }) => {
    const { companyId } = company.company;
    const [stored, forecast] = await Promise.all([
      deps.configs.get(companyId, productId),
      deps.forecasts.get(companyId, productId),
    ]);
    const body = { ...configBody(productId, stored), forecast: forecastBody(forecast) };
    return reply(body, { version: stored.version });
  });

export const handler = makeHandler(runtimeDependencies());
