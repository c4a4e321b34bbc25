import { putRecommendationConfig } from '#contracts/api/recommendation-config';
import { checkLimits } from '#lambdas/api/recommendation-config/check-limits';
import { configReply } from '#lambdas/api/recommendation-config/config-reply';
import {
  type RecommendationConfigDependencies,
  runtimeDependencies,
} from '#lambdas/api/recommendation-config/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RecommendationConfigDependencies) =>
  httpEndpoint(putRecommendationConfig, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    checkLimits(body);
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    return configReply(await deps.settings.recommendationConfig.put(company.company.companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
