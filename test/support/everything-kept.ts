import { gunzipSync, inflateRawSync } from 'node:zlib';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalCloudProcess } from '#test/support/local-cloud';
import { rootDynamoDb } from '#test/support/local-cloud-fixture';

/** Everything that a local cloud keeps, as texts by name: items of the table, objects of the buckets, unpacked. */
export type EverythingKept = ReadonlyMap<string, string>;

/** Deflated attributes are looked into, and members are sorted: the table gives them in no order. */
const plainAttribute = (_name: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return inflated(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const inflated = (content: Uint8Array): string => {
  try {
    return inflateRawSync(content).toString('latin1');
  } catch {
    return Buffer.from(content).toString('latin1');
  }
};

const keptItems = async (cloud: LocalCloudProcess): Promise<[string, string][]> => {
  const client = rootDynamoDb(cloud);
  const TableName = await cloud.resourceId('Table');
  const kept: [string, string][] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    for (const item of page.Items ?? []) {
      kept.push([`item ${item.pk?.S} ${item.sk?.S}`, JSON.stringify(item, plainAttribute)]);
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  client.destroy();
  return kept;
};

export const rootS3 = ({ endpoints }: Pick<LocalCloudProcess, 'endpoints'>): S3Client =>
  new S3Client({
    endpoint: endpoints.s3,
    region: 'us-east-1',
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'root', secretAccessKey: 'local' },
  });

const buckets = ['Archive', 'Artifacts'] as const;

const unpacked = (content: Uint8Array): string =>
  (content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : Buffer.from(content)).toString('latin1');

const keptObjects = async (cloud: LocalCloudProcess): Promise<[string, string][]> => {
  const client = rootS3(cloud);
  const kept: [string, string][] = [];
  for (const bucket of buckets) {
    const Bucket = await cloud.resourceId(bucket);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      kept.push([`${bucket} ${Key}`, unpacked(await Body!.transformToByteArray())]);
    }
  }
  client.destroy();
  return kept;
};

/** Scans table and buckets: only a test may. */
export const everythingKept = async (cloud: LocalCloudProcess): Promise<EverythingKept> =>
  new Map([...(await keptItems(cloud)), ...(await keptObjects(cloud))]);

/** Puts an object, as a function of the app would have. */
export const plantObject = async (cloud: LocalCloudProcess, Key: string, Body: Uint8Array): Promise<void> => {
  const client = rootS3(cloud);
  await client.send(new PutObjectCommand({ Bucket: await cloud.resourceId('Artifacts'), Key, Body }));
  client.destroy();
};

/** Names of what mentions any of the needles. */
export const namesMentioning = (kept: EverythingKept, needles: readonly string[]): string[] =>
  [...kept].flatMap(([name, text]) => (needles.some((needle) => `${name} ${text}`.includes(needle)) ? [name] : []));
