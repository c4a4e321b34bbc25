import { recordSegmentIdentify } from '#contracts/api/segment';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import type { EventDependencies } from '#lambdas/api/events/take-events';
import { takeMessages } from '#lambdas/api/segment/take-messages';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordSegmentIdentify, deps, (request) =>
    takeMessages(deps, request, [{ type: 'identify', ...request.body }]),
  );

export const handler = makeHandler(runtimeDependencies());
