import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { type StreamRecordType, streamRecordSchema } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import { errorContext, type Observability } from '#lambdas/shared/observability';

/** A checked record with its place in the stream. */
export interface ConsumedRecord {
  readonly sequenceNumber: string;
  /** E.g. `shardId-000000000000`. */
  readonly shardId: string;
  readonly recordType: StreamRecordType;
  readonly event: ShopEvent;
}

/**
 * Works off a batch in order. Everything before `failedAt` (a sequence number) counts as done; that record and all after
 * it come again. A thrown error brings the whole batch again.
 */
export type ProcessBatch = (records: readonly ConsumedRecord[]) => Promise<{ readonly failedAt?: string }>;

export type KinesisHandler = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>;

const read = ({ eventID, kinesis }: KinesisStreamRecord): ConsumedRecord | undefined => {
  try {
    const parsed = streamRecordSchema.safeParse(JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8')));
    if (!parsed.success) return undefined;
    return { sequenceNumber: kinesis.sequenceNumber, shardId: eventID.split(':')[0] ?? '', ...parsed.data };
  } catch {
    return undefined;
  }
};

const failedFrom = (sequenceNumber: string | undefined): KinesisStreamBatchResponse => ({
  batchItemFailures: sequenceNumber === undefined ? [] : [{ itemIdentifier: sequenceNumber }],
});

/**
 * A Kinesis consumer that reports partial failures: it decodes and checks every record, skips and counts those that no
 * retry can mend, and names the first record from which the batch is to be repeated.
 */
export const streamConsumer = ({ log, meter }: Observability, process: ProcessBatch): KinesisHandler => {
  const readAll = (event: KinesisStreamEvent): ConsumedRecord[] =>
    event.Records.flatMap((record) => {
      const consumed = read(record);
      if (consumed) return [consumed];
      meter.add('StreamRecordsUnreadable', 1);
      log.error('stream_record_unreadable', { sequenceNumber: record.kinesis.sequenceNumber });
      return [];
    });
  return async (event) => {
    const records = readAll(event);
    try {
      const { failedAt } = await process(records);
      if (failedAt !== undefined) log.warn('stream_record_failed', { failedAt, records: records.length });
      else log.info('stream_batch_processed', { records: records.length });
      return failedFrom(failedAt);
    } catch (error) {
      log.error('stream_record_failed', { records: records.length, ...errorContext(error) });
      return failedFrom(records[0]?.sequenceNumber);
    } finally {
      meter.flush();
    }
  };
};
