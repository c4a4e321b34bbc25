import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { listKeys, listObjects, nextKey } from '#adapters/s3/list-keys';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { shopEventSchema } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import type { EventArchive } from '#core/ports/event-archive';

const rootOf = (companyId: string): string => `events/${companyId}/`;

const dayLength = 'YYYY/MM/DD'.length;

/** Jumps from day to day by one short listing each, so that the cost follows the days and not the objects. */
const days = async (client: S3Client, bucket: string, companyId: string, since: string): Promise<string[]> => {
  const root = rootOf(companyId);
  const found: string[] = [];
  for (let after = root + since; ; ) {
    const key = await nextKey(client, bucket, root, after);
    if (key === undefined) return found;
    const day = key.slice(root.length, root.length + dayLength);
    found.push(day);
    // Hours are digits, which sort before the tilde.
    after = `${root}${day}/~`;
  }
};

async function* streamDay(client: S3Client, bucket: string, companyId: string, day: string): AsyncGenerator<ShopEvent> {
  for (const key of await listKeys(client, bucket, `${rootOf(companyId)}${day}/`)) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!Body) continue;
    for (const line of readNdjson(await Body.transformToByteArray())) {
      const event = shopEventSchema.safeParse(line);
      if (event.success) yield event.data;
    }
  }
}

/** Raw events as gzip NDJSON under `events/<company>/<yyyy>/<mm>/<dd>/<hh>/`, by the hour in which they came in. */
export const makeEventArchive = (client: S3Client, bucketName: string): EventArchive => ({
  put: async ({ companyId, hour, name, events }) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucketName,
        Key: `${rootOf(companyId)}${hour}/${name}.ndjson.gz`,
        Body: writeNdjson(events),
        ContentType: 'application/gzip',
      }),
    );
  },
  dayPrefix: (companyId, day) => `${rootOf(companyId)}${day}/`,
  days: (companyId, since) => days(client, bucketName, companyId, since),
  // Equal batches give equal bytes under one name; what an erasure rewrote keeps its name, not its tag.
  fingerprint: async (companyId, day) => {
    const batches = await listObjects(client, bucketName, `${rootOf(companyId)}${day}/`);
    const text = batches.map(({ key, tag }) => `${key} ${tag}`).join('\n');
    return createHash('sha256').update(text).digest('hex').slice(0, 16);
  },
  streamDay: (companyId, day) => streamDay(client, bucketName, companyId, day),
});
