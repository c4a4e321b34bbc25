import { getVisitRecommendations } from '#contracts/api/recommendations';
import { runtimeDependencies } from '#lambdas/api/recommendations/runtime-dependencies';
import { type RecommendationDependencies, serveList } from '#lambdas/api/recommendations/serve-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RecommendationDependencies) =>
  httpEndpoint(getVisitRecommendations, deps, (request) => serveList(deps, 'you-might-like', request));

export const handler = makeHandler(runtimeDependencies());
