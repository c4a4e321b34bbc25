import type { KinesisStreamEvent } from 'aws-lambda';
import { streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';

export interface KinesisEventOptions {
  readonly shard?: number;
  readonly firstSequence?: number;
  readonly partitionKey?: string;
  /** ISO-8601 UTC. */
  readonly arrivedAt?: string;
}

/** What a consumer of a Kinesis stream is called with: one record for each text. */
export const kinesisEventOf = (
  texts: readonly string[],
  {
    shard = 0,
    firstSequence = 1,
    partitionKey = 's1',
    arrivedAt = '2026-11-20T09:00:00.000Z',
  }: KinesisEventOptions = {},
): KinesisStreamEvent => ({
  Records: texts.map((text, index) => {
    const sequenceNumber = String(firstSequence + index);
    return {
      awsRegion: 'eu-central-1',
      eventID: `shardId-${String(shard).padStart(12, '0')}:${sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: 'arn:aws:kinesis:eu-central-1:000000000000:stream/events',
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/consumer',
      kinesis: {
        sequenceNumber,
        partitionKey,
        approximateArrivalTimestamp: Date.parse(arrivedAt) / 1000,
        data: Buffer.from(text).toString('base64'),
        kinesisSchemaVersion: '1.0',
      },
    };
  }),
});

/** The same for shop events. */
export const kinesisEventOfShopEvents = (
  events: readonly ShopEvent[],
  options: KinesisEventOptions = {},
): KinesisStreamEvent =>
  kinesisEventOf(
    events.map((event) => JSON.stringify(streamRecordOf(event))),
    options,
  );
