import { LRUCache } from 'lru-cache';
import { makeEventSink } from '#adapters/kinesis/event-sink';
import { makeKinesisClient } from '#adapters/kinesis/kinesis-client';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { EventDependencies } from '#lambdas/api/events/take-events';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export const runtimeDependencies = (): EventDependencies => {
  const env = loadEnv(familyEnvironments['storefront-events']);
  return {
    ...endpointDependencies(env, makeTable(env)),
    sessions: new LRUCache({ max: 20_000 }),
    events: makeEventSink(makeKinesisClient(), env.EVENT_STREAM_NAME),
  };
};
