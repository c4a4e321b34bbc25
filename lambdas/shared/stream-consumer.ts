import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import * as z from 'zod';
import { rejectionRecordSchema, type StreamRecordType, streamRecordSchema } from '#contracts/events/stream-record';
import { companyId } from '#contracts/scalars';
import type { ShopEvent } from '#core/events/shop-event';
import { quarantineEvent } from '#core/quarantine/quarantine-event';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import { errorContext, type Observability } from '#lambdas/shared/observability';

/** A checked record with its place in the stream. */
export interface ConsumedRecord {
  readonly sequenceNumber: string;
  /** E.g. `shardId-000000000000`. */
  readonly shardId: string;
  readonly recordType: StreamRecordType;
  readonly event: ShopEvent;
}

/** A record that belongs into quarantine, with its place in the stream. */
export interface RejectedRecord {
  readonly sequenceNumber: string;
  readonly shardId: string;
  readonly rejection: QuarantinedEvent;
}

/** Puts records into quarantine, all or none; a thrown error brings them again. */
export type KeepRejected = (records: readonly RejectedRecord[]) => Promise<void>;

/**
 * Works off a batch in order. Everything before `failedAt` (a sequence number) counts as done; that record and all after
 * it come again. A thrown error brings the whole batch again.
 */
export type ProcessBatch = (records: readonly ConsumedRecord[]) => Promise<{ readonly failedAt?: string }>;

export type KinesisHandler = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>;

const recordSchema = z.union([streamRecordSchema, rejectionRecordSchema]);

const parse = (text: string): z.infer<typeof recordSchema> | undefined => {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const unreadable = { pointer: '', code: 'unreadable', message: 'is no record that a consumer knows' };

/** What nobody can read is kept for the company that its partition key names, and for nobody when it names none. */
const rejectionOf = (text: string, { partitionKey, approximateArrivalTimestamp }: KinesisStreamRecord['kinesis']) => {
  const owner = companyId.safeParse(partitionKey?.split('#')[0]);
  if (!owner.success) return undefined;
  const receivedAt = new Date((approximateArrivalTimestamp ?? 0) * 1000).toISOString();
  const failed = { companyId: owner.data, source: 'stream', value: text, receivedAt, isBot: false } as const;
  return quarantineEvent({ ...failed, faults: [unreadable] });
};

type ReadRecord =
  | { readonly kind: 'event'; readonly record: ConsumedRecord }
  | { readonly kind: 'rejected'; readonly record: RejectedRecord }
  | { readonly kind: 'unreadable'; readonly record: RejectedRecord | undefined };

const read = ({ eventID, kinesis }: KinesisStreamRecord): ReadRecord => {
  const place = { sequenceNumber: kinesis.sequenceNumber, shardId: eventID.split(':')[0] ?? '' };
  const text = Buffer.from(kinesis.data, 'base64').toString('utf8');
  const parsed = parse(text);
  if (parsed?.recordType === 'rejection')
    return { kind: 'rejected', record: { ...place, rejection: parsed.rejection } };
  if (parsed) return { kind: 'event', record: { ...place, ...parsed } };
  const rejection = rejectionOf(text, kinesis);
  return { kind: 'unreadable', record: rejection && { ...place, rejection } };
};

/** Of several places in a batch, the first. */
const earliest = (event: KinesisStreamEvent, places: readonly (string | undefined)[]): string | undefined =>
  event.Records.find(({ kinesis }) => places.includes(kinesis.sequenceNumber))?.kinesis.sequenceNumber;

const failedFrom = (sequenceNumber: string | undefined): KinesisStreamBatchResponse => ({
  batchItemFailures: sequenceNumber === undefined ? [] : [{ itemIdentifier: sequenceNumber }],
});

/**
 * A Kinesis consumer that reports partial failures: it decodes and checks every record, counts those that no retry can
 * mend, and names the first record from which the batch is to be repeated. One consumer of the stream keeps what belongs
 * into quarantine; the others pass over it.
 */
export const streamConsumer = (
  { log, meter }: Observability,
  process: ProcessBatch,
  keepRejected?: KeepRejected,
): KinesisHandler => {
  const readAll = (event: KinesisStreamEvent): ReadRecord[] => {
    const all = event.Records.map(read);
    all.forEach(({ kind }, index) => {
      if (kind !== 'unreadable') return;
      meter.add('StreamRecordsUnreadable', 1);
      log.error('stream_record_unreadable', { sequenceNumber: event.Records[index]?.kinesis.sequenceNumber });
    });
    return all;
  };
  const keep = async (all: readonly ReadRecord[]): Promise<string | undefined> => {
    const rejected = all.flatMap(({ kind, record }) => (kind !== 'event' && record ? [record] : []));
    if (!keepRejected || rejected.length === 0) return undefined;
    try {
      await keepRejected(rejected);
      return undefined;
    } catch (error) {
      log.error('stream_record_failed', { records: rejected.length, ...errorContext(error) });
      return rejected[0]?.sequenceNumber;
    }
  };
  return async (event) => {
    const all = readAll(event);
    const records = all.flatMap((one) => (one.kind === 'event' ? [one.record] : []));
    try {
      const places = [await keep(all), (await process(records)).failedAt];
      const failedAt = earliest(event, places);
      if (failedAt !== undefined) log.warn('stream_record_failed', { failedAt, records: records.length });
      else log.info('stream_batch_processed', { records: records.length });
      return failedFrom(failedAt);
    } catch (error) {
      log.error('stream_record_failed', { records: records.length, ...errorContext(error) });
      return failedFrom(event.Records[0]?.kinesis.sequenceNumber);
    } finally {
      meter.flush();
    }
  };
};
