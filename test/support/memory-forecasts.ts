import type { CachedOpinion, ForecastStore, OpinionStore } from '#core/ports/forecast-store';
import type { ProductForecast } from '#core/subscriptions/product-forecast';

/** What the forecasting steps of a run touch, in memory; every product of `subscribable` may be subscribed to. */
export const memoryForecasts = () => {
  const written = new Map<string, ProductForecast>();
  const kept = new Map<string, CachedOpinion>();
  const subscribable = new Set<string>();
  const forecasts: ForecastStore = {
    get: async (_, productId) => written.get(productId),
    putAll: async (_, all) => {
      for (const forecast of all) written.set(forecast.productId, forecast);
    },
  };
  const opinions: OpinionStore = {
    getMany: async (_, hashes) => hashes.flatMap((hash) => kept.get(hash) ?? []),
    putAll: async (_, all) => {
      for (const opinion of all) kept.set(opinion.contentHash, opinion);
    },
  };
  return {
    forecasts: { ...forecasts, written },
    opinions,
    subscribable,
    eligibleIds: async () => subscribable,
  };
};
