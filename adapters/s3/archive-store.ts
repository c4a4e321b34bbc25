import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { listFolders, listKeys } from '#adapters/s3/list-keys';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { shopEventSchema } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import type { EventArchive } from '#core/ports/event-archive';

const rootOf = (companyId: string): string => `events/${companyId}/`;

/** Year, month and day folders that hold something, walked one level at a time so that a listing stays short. */
const days = async (client: S3Client, bucket: string, companyId: string, since: string): Promise<string[]> => {
  let paths = [''];
  for (const depth of [4, 7, 10]) {
    const deeper = await Promise.all(
      paths.map(async (path) => {
        const folders = await listFolders(client, bucket, rootOf(companyId) + path);
        return folders.map((folder) => `${path}${folder}/`);
      }),
    );
    paths = deeper.flat().filter((path) => path.slice(0, -1) >= since.slice(0, depth));
  }
  return paths.map((path) => path.slice(0, -1)).sort();
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
  days: (companyId, since) => days(client, bucketName, companyId, since),
  streamDay: (companyId, day) => streamDay(client, bucketName, companyId, day),
});
