import { startDynamoDb } from '#local/cloud/dynamodb/engine';
import { createTableStreamSource } from '#local/cloud/dynamodb/stream-source';
import { createTable, defineTable, type TableDefinition, tableTypes } from '#local/cloud/dynamodb/tables';
import { sweepExpiredItems } from '#local/cloud/dynamodb/ttl-sweep';
import { type AwsJsonClient, createAwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import { startKinesis } from '#local/cloud/kinesis/engine';
import { createKinesisSource } from '#local/cloud/kinesis/kinesis-source';
import { createStream } from '#local/cloud/kinesis/streams';
import { type Lazy, lazy } from '#local/cloud/lazy';
import { type S3Engine, startS3 } from '#local/cloud/s3/engine';
import type { ServedApp } from '#local/cloud/served-app';
import type { Shutdown } from '#local/cloud/shutdown';
import type { StreamSource } from '#local/cloud/streams/stream-source';

export type Engines = {
  readonly dynamoDbUrl: string;
  readonly kinesisUrl: string | undefined;
  readonly s3: Lazy<S3Engine>;
  readonly sweepExpiredItems: () => Promise<number>;
  readonly sourceOf: (streamArn: string) => Promise<StreamSource>;
};

const sweepEveryMs = 60_000;

/** Starts the engines behind the gateway and makes the template's tables, streams and buckets in them. */
export const startEngines = async (app: ServedApp, shutdown: Shutdown): Promise<Engines> => {
  const [tables, kinesisUrl] = await Promise.all([startTables(app, shutdown), startStreams(app, shutdown)]);
  const { resolver, storage } = app;
  const buckets = resolver.ofType('AWS::S3::Bucket').map(resolver.name);
  const s3 = lazy(() => startS3(storage.path('s3'), buckets));
  shutdown.add(async () => (await s3.ifStarted())?.close());
  const dynamoDbUrl = tables.url;
  return {
    dynamoDbUrl,
    kinesisUrl,
    s3,
    sweepExpiredItems: tables.sweep,
    sourceOf: (arn) => sourceOf(arn, dynamoDbUrl, kinesisUrl),
  };
};

const tablesClient = (url: string) => createAwsJsonClient(url, 'DynamoDB_20120810', 'dynamodb', '1.0');
const tableStreamsClient = (url: string) => createAwsJsonClient(url, 'DynamoDBStreams_20120810', 'dynamodb', '1.0');
const kinesisClient = (url: string) => createAwsJsonClient(url, 'Kinesis_20131202', 'kinesis', '1.1');

type Tables = { readonly url: string; readonly sweep: () => Promise<number> };

const startTables = async ({ resolver, storage, now }: ServedApp, shutdown: Shutdown): Promise<Tables> => {
  const file = storage.dataDir === undefined ? undefined : storage.path('dynamodb.sqlite');
  const engine = await startDynamoDb(file);
  shutdown.add(engine.close);
  const client = tablesClient(engine.url);
  const tables = resolver.ofType(...tableTypes).map((table) => defineTable(table, resolver));
  await Promise.all(tables.map((table) => createTable(table, client)));
  const sweep = () => sweepTables(tables, client, now());
  // An engine that ends meanwhile needs no sweep.
  const timer = setInterval(() => sweep().catch(() => 0), sweepEveryMs);
  timer.unref();
  shutdown.add(() => clearInterval(timer));
  return { url: engine.url, sweep };
};

const sweepTables = async (tables: readonly TableDefinition[], client: AwsJsonClient, now: Date): Promise<number> => {
  const deleted = await Promise.all(tables.map((table) => sweepExpiredItems(table, client, now)));
  return deleted.reduce((sum, count) => sum + count, 0);
};

const startStreams = async ({ resolver, storage }: ServedApp, shutdown: Shutdown): Promise<string | undefined> => {
  const streams = resolver.ofType('AWS::Kinesis::Stream');
  if (streams.length === 0) return undefined;
  const engine = await startKinesis(storage.dataDir === undefined ? undefined : storage.path('kinesis'));
  shutdown.add(engine.close);
  await Promise.all(streams.map((stream) => createStream(stream, resolver, kinesisClient(engine.url))));
  return engine.url;
};

const sourceOf = async (arn: string, dynamoDbUrl: string, kinesisUrl: string | undefined): Promise<StreamSource> => {
  const [, , service, , , path = ''] = arn.split(':');
  const name = path.split('/')[1] ?? '';
  if (service === 'kinesis' && kinesisUrl !== undefined)
    return createKinesisSource(name, arn, kinesisClient(kinesisUrl));
  if (service !== 'dynamodb') throw new Error(`The local cloud cannot feed functions from ${arn}.`);
  return createTableStreamSource(name, arn, tablesClient(dynamoDbUrl), tableStreamsClient(dynamoDbUrl));
};
