import { LRUCache } from 'lru-cache';
import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import { makeEventSink } from '#adapters/kinesis/event-sink';
import { makeKinesisClient } from '#adapters/kinesis/kinesis-client';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CounterStore } from '#core/ports/counter-store';
import type { QuarantineStore } from '#core/ports/quarantine-store';
import type { EventDependencies } from '#lambdas/api/events/take-events';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface QuarantineDependencies extends EventDependencies {
  readonly quarantine: Pick<QuarantineStore, 'list' | 'getMany' | 'release'>;
  readonly counters: Pick<CounterStore, 'quality'>;
}

export const runtimeDependencies = (): QuarantineDependencies => {
  const env = loadEnv(familyEnvironments['event-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    sessions: new LRUCache({ max: 1_000 }),
    events: makeEventSink(makeKinesisClient(), env.EVENT_STREAM_NAME),
    quarantine: makeQuarantineStore(table),
    counters: makeCounterStore(table),
  };
};
