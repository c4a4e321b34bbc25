import { recordOfferDecline } from '#contracts/api/upsell-impressions';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import { type EventDependencies, takeEvents } from '#lambdas/api/events/take-events';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordOfferDecline, deps, (request) =>
    takeEvents(deps, request, [{ ...request.body, type: 'offer_decline' }], ['/body']),
  );

export const handler = makeHandler(runtimeDependencies());
