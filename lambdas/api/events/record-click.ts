import { recordClick } from '#contracts/api/events';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import { type EventDependencies, takeEvents } from '#lambdas/api/events/take-events';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordClick, deps, (request) =>
    takeEvents(deps, request, [{ ...request.body, type: 'recommendation_click' }], ['/body']),
  );

export const handler = makeHandler(runtimeDependencies());
