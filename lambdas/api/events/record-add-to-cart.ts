import { recordAddToCart } from '#contracts/api/events';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import { type EventDependencies, takeEvents } from '#lambdas/api/events/take-events';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordAddToCart, deps, (request) =>
    takeEvents(deps, request, [{ ...request.body, type: 'recommendation_add_to_cart' }], ['/body']),
  );

export const handler = makeHandler(runtimeDependencies());
