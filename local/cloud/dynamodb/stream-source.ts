import type { AwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import type { StreamSource } from '#local/cloud/streams/stream-source';
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#local/cloud/template/json';
import { region } from '#local/cloud/template/resource-kinds';

/** The change stream of a table as a source of events for functions. */
export const createTableStreamSource = async (
  tableName: string,
  arn: string,
  dynamoDb: AwsJsonClient,
  streams: AwsJsonClient,
): Promise<StreamSource> => {
  const table = objectAt(await dynamoDb('DescribeTable', { TableName: tableName }), 'Table');
  const engineArn = textAt(table, 'LatestStreamArn');
  if (engineArn === undefined) throw new Error(`Table ${tableName} has no stream, yet a function reads from one.`);
  return {
    arn,
    shards: async () => {
      const description = objectAt(await streams('DescribeStream', { StreamArn: engineArn }), 'StreamDescription');
      return listAt(description, 'Shards').map((shard) => textAt(shard, 'ShardId') ?? '');
    },
    iterator: async (shard, { afterSequenceNumber, position }) => {
      const from: JsonObject =
        afterSequenceNumber === undefined
          ? { ShardIteratorType: position }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: afterSequenceNumber };
      const answer = await streams('GetShardIterator', { StreamArn: engineArn, ShardId: shard, ...from });
      return textAt(answer, 'ShardIterator') ?? '';
    },
    read: async (iterator, limit) => {
      const answer = await streams('GetRecords', { ShardIterator: iterator, Limit: Math.min(limit, 1000) });
      const records = listAt(answer, 'Records').map((record) => ({
        sequenceNumber: textAt(objectAt(record, 'dynamodb'), 'SequenceNumber') ?? '',
        event: tableEvent(record, arn),
      }));
      return { records, next: textAt(answer, 'NextShardIterator') };
    },
  };
};

const tableEvent = (record: Json, arn: string): Json => ({
  ...(isObject(record) ? record : {}),
  eventSource: 'aws:dynamodb',
  awsRegion: region,
  eventSourceARN: arn,
});
