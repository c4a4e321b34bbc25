import { getRecommendationConfig } from '#contracts/api/recommendation-config';
import { configReply } from '#lambdas/api/recommendation-config/config-reply';
import {
  type RecommendationConfigDependencies,
  runtimeDependencies,
} from '#lambdas/api/recommendation-config/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RecommendationConfigDependencies) =>
  httpEndpoint(getRecommendationConfig, deps, async ({ company }) =>
    configReply(await deps.settings.recommendationConfig.get(company.company.companyId)),
  );

export const handler = makeHandler(runtimeDependencies());
