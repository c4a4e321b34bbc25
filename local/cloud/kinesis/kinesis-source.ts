import type { AwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import type { StreamSource } from '#local/cloud/streams/stream-source';
import { type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#local/cloud/template/json';
import { region } from '#local/cloud/template/resource-kinds';

/** A Kinesis stream as a source of events for functions. */
export const createKinesisSource = (streamName: string, arn: string, kinesis: AwsJsonClient): StreamSource => ({
  arn,
  shards: async () => {
    const description = objectAt(await kinesis('DescribeStream', { StreamName: streamName }), 'StreamDescription');
    return listAt(description, 'Shards').map((shard) => textAt(shard, 'ShardId') ?? '');
  },
  iterator: async (shard, { afterSequenceNumber, position, createdAt }) => {
    const from: JsonObject =
      afterSequenceNumber !== undefined
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: afterSequenceNumber }
        : position === 'TRIM_HORIZON'
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: Date.parse(createdAt) / 1000 };
    const answer = await kinesis('GetShardIterator', { StreamName: streamName, ShardId: shard, ...from });
    return textAt(answer, 'ShardIterator') ?? '';
  },
  read: async (iterator, limit) => {
    const answer = await kinesis('GetRecords', { ShardIterator: iterator, Limit: Math.min(limit, 10_000) });
    const records = listAt(answer, 'Records').map((record) => ({
      sequenceNumber: textAt(record, 'SequenceNumber') ?? '',
      event: kinesisEvent(record, arn),
    }));
    return { records, next: textAt(answer, 'NextShardIterator') };
  },
});

const kinesisEvent = (record: Json, arn: string): Json => {
  const sequenceNumber = textAt(record, 'SequenceNumber') ?? '';
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: textAt(record, 'PartitionKey') ?? '',
      sequenceNumber,
      data: textAt(record, 'Data') ?? '',
      approximateArrivalTimestamp: numberAt(record, 'ApproximateArrivalTimestamp') ?? 0,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    awsRegion: region,
    eventSourceARN: arn,
  };
};
