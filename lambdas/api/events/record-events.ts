import { recordEvents } from '#contracts/api/events';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import { type EventDependencies, takeEvents } from '#lambdas/api/events/take-events';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordEvents, deps, (request) =>
    takeEvents(
      deps,
      request,
      request.body.events,
      request.body.events.map((_, index) => `/body/events/${index}`),
    ),
  );

export const handler = makeHandler(runtimeDependencies());
