import { setTimeout as sleep } from 'node:timers/promises';
import type { Functions } from '#local/cloud/functions/functions';
import type { QueueStore } from '#local/cloud/sqs/queue-store';
import type { CheckpointStore } from '#local/cloud/streams/checkpoint-store';
import type { MappingDefinition } from '#local/cloud/streams/mapping-definition';
import {
  type BatchOutcome,
  type BatchSteps,
  processBatch,
  type StreamRecord,
} from '#local/cloud/streams/process-batch';
import { passesFilters } from '#local/cloud/streams/record-filter';
import { type ShardPoller, startShardPoller } from '#local/cloud/streams/shard-poller';
import type { StreamSource } from '#local/cloud/streams/stream-source';
import { isObject, type Json, listAt, textAt } from '#local/cloud/template/json';

export type EventSourceMapping = {
  readonly sourceArn: string;
  wake(): void;
  untilEmpty(): Promise<void>;
  /** How many records were given to the function so far. */
  processedCount(): number;
  readonly ended: Promise<unknown>;
};

type Options = {
  readonly definition: MappingDefinition;
  readonly source: StreamSource;
  readonly shards: readonly string[];
  readonly functions: Functions;
  readonly checkpoints: CheckpointStore;
  readonly queues: QueueStore;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
};

const firstPauseMs = 50;
const longestPauseMs = 500;

/** Feeds a function with the records of a stream: one poller per shard, at least once, in order within a shard. */
export const startEventSourceMapping = (options: Options): EventSourceMapping => {
  const { definition, source, checkpoints, signal } = options;
  const createdAt = checkpoints.createdAt(definition.id, options.now());
  let processed = 0;

  const pollShard = (shard: string): ShardPoller =>
    startShardPoller({
      source,
      shard,
      start: () => ({
        afterSequenceNumber: checkpoints.get(definition.id, shard),
        position: definition.position,
        createdAt,
      }),
      batchSize: definition.batchSize,
      windowMs: definition.windowMs,
      process: async (records) => {
        await processShardBatch(shard, records, options);
        processed += records.length;
      },
      signal,
      log: options.log,
    });
  const pollers = options.shards.map(pollShard);

  return {
    sourceArn: definition.sourceArn,
    wake: () => {
      for (const poller of pollers) poller.wake();
    },
    untilEmpty: async () => {
      await Promise.all(pollers.map((poller) => poller.untilEmpty()));
    },
    processedCount: () => processed,
    ended: Promise.all(pollers.map((poller) => poller.ended)),
  };
};

const processShardBatch = async (shard: string, records: StreamRecord[], options: Options): Promise<void> => {
  const { definition, checkpoints } = options;
  const wanted = records.filter((record) => passesFilters(definition.filters, filterable(record.event)));
  await processBatch(wanted, definition, stepsFor(shard, options));
  const last = records.at(-1);
  if (last !== undefined) checkpoints.set(definition.id, shard, last.sequenceNumber);
};

/** Filters see the data of a Kinesis record decoded, under `data`. */
const filterable = (event: Json): Json => {
  const data = isObject(event) ? textAt(event.kinesis, 'data') : undefined;
  if (data === undefined || !isObject(event)) return event;
  try {
    return { ...event, data: JSON.parse(Buffer.from(data, 'base64').toString('utf8')) };
  } catch {
    return event;
  }
};

const stepsFor = (shard: string, options: Options): BatchSteps => {
  const { definition, checkpoints, functions, signal } = options;
  return {
    invoke: async (records) => {
      const payload = JSON.stringify({ Records: records.map((record) => record.event) });
      const result = await functions.invoke(definition.functionName, payload);
      if (signal.aborted) throw new Error('The local cloud closes.');
      return outcomeOf(result);
    },
    checkpoint: (sequenceNumber) => checkpoints.set(definition.id, shard, sequenceNumber),
    pause: (attempt) => sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** attempt), undefined, { signal }),
    setAside: (records, reason, attempts) => setAside(shard, records, reason, attempts, options),
  };
};

const outcomeOf = (result: Awaited<ReturnType<Functions['invoke']>>): BatchOutcome => {
  if (!result.ok) return { ok: false, reason: result.error.errorMessage };
  const failures = listAt(JSON.parse(result.payload) as Json, 'batchItemFailures');
  return { ok: true, failed: failures.map((failure) => textAt(failure, 'itemIdentifier') ?? '') };
};

/** The message Lambda sends to an on-failure destination, and the records themselves, which Lambda leaves out. */
const setAside = (
  shard: string,
  records: readonly StreamRecord[],
  reason: string,
  attempts: number,
  { definition, queues, now, log }: Options,
): void => {
  log(`${definition.functionName}: ${records.length} records of ${shard} set aside: ${reason}`);
  if (definition.failureDestination === undefined) return;
  const body: Json = {
    requestContext: {
      functionArn: definition.functionName,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: reason },
    version: '1.0',
    timestamp: now().toISOString(),
    batchInfo: {
      shardId: shard,
      startSequenceNumber: records[0]?.sequenceNumber ?? '',
      endSequenceNumber: records.at(-1)?.sequenceNumber ?? '',
      batchSize: records.length,
      streamArn: definition.sourceArn,
    },
    localRecords: records.map((record) => record.event),
  };
  queues.send(definition.failureDestination, body, now());
};
