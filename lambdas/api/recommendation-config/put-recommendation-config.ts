import { putRecommendationConfig } from '#contracts/api/recommendation-config';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { utcInstant } from '#core/time/utc-instant';
import { configReply } from '#lambdas/api/recommendation-config/config-reply';
import {
  type RecommendationConfigDependencies,
  runtimeDependencies,
} from '#lambdas/api/recommendation-config/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

/** Instants may come with any offset; they are kept in UTC. */
const withUtcPins = (config: RecommendationConfig): RecommendationConfig => ({
  ...config,
  pins: config.pins.map(({ expiresAt, ...pin }) => (expiresAt ? { ...pin, expiresAt: utcInstant(expiresAt) } : pin)),
});

export const makeHandler = (deps: RecommendationConfigDependencies) =>
  httpEndpoint(putRecommendationConfig, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const change = { value: withUtcPins(body), expectedVersion: ifMatchVersion, now, by: person.userId };
    return configReply(await deps.settings.recommendationConfig.put(company.company.companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
