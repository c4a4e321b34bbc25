import { type KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { rejectionRecordOf, streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import type { EventSink } from '#core/ports/event-sink';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';

/** PutRecords takes 500 records; no operation brings more. */
const mostRecords = 500;
const mostAttempts = 3;

/** All events of a session go to one shard, so that they are consumed in order. */
const entryOf = (event: ShopEvent): PutRecordsRequestEntry => ({
  PartitionKey: `${event.companyId}#${event.sessionId}`.slice(0, 256),
  Data: Buffer.from(JSON.stringify(streamRecordOf(event))),
});

const entryOfRejection = (rejection: QuarantinedEvent): PutRecordsRequestEntry => ({
  PartitionKey: `${rejection.companyId}#${rejection.entryId}`,
  Data: Buffer.from(JSON.stringify(rejectionRecordOf(rejection))),
});

/** Puts the entries at `indices`; answers with the indices that were not written. */
const putOnce = async (
  client: KinesisClient,
  streamName: string,
  entries: readonly PutRecordsRequestEntry[],
  indices: readonly number[],
): Promise<number[]> => {
  const Records = indices.map((index) => entries[index]!);
  const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
  return indices.filter((_, place) => answer.Records?.[place]?.ErrorCode !== undefined);
};

/** Writes events to the stream, retrying the records that it throttled. */
export const makeEventSink = (client: KinesisClient, streamName: string): EventSink => {
  const putAll = async (entries: readonly PutRecordsRequestEntry[]): Promise<boolean[]> => {
    if (entries.length > mostRecords) throw new Error(`${entries.length} records; at most ${mostRecords} in one call`);
    let pending = entries.map((_, index) => index);
    for (let attempt = 1; pending.length > 0 && attempt <= mostAttempts; attempt += 1) {
      try {
        pending = await putOnce(client, streamName, entries, pending);
      } catch (error) {
        if (attempt === mostAttempts || !(error instanceof Error)) break;
      }
    }
    const unwritten = new Set(pending);
    return entries.map((_, index) => !unwritten.has(index));
  };
  return {
    put: (events) => putAll(events.map(entryOf)),
    putRejected: (rejections) => putAll(rejections.map(entryOfRejection)),
  };
};
