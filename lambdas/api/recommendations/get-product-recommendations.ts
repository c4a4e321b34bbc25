import { getProductRecommendations } from '#contracts/api/recommendations';
import { runtimeDependencies } from '#lambdas/api/recommendations/runtime-dependencies';
import { type RecommendationDependencies, serveList } from '#lambdas/api/recommendations/serve-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RecommendationDependencies) =>
  httpEndpoint(getProductRecommendations, deps, (request) => serveList(deps, 'hybrid', request));

export const handler = makeHandler(runtimeDependencies());
