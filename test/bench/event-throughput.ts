import { S3Client } from '@aws-sdk/client-s3';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { getRecommendationCounters } from '#contracts/api/analytics';
import { recordEvents } from '#contracts/api/events';
import type { Demo } from '#local/demo/start-demo';
import { makeApiClient } from '#scripts/api-client';

const clients = 8;
const eventsPerRequest = 25;
/** What a visit sends until another one begins: far from what a program would send. */
const eventsPerSession = 25;

/** Views that clients send for a bounded time, as fast as they are answered. @returns how many were taken */
const sendViews = async ({ cloud, companyId, catalog }: Demo, seconds: number): Promise<number> => {
  const api = makeApiClient({ apiUrl: cloud.apiUrl });
  const endAt = performance.now() + seconds * 1_000;
  const run = Date.now().toString(36);
  let taken = 0;
  const client = async (name: number): Promise<void> => {
    for (let sent = 0; performance.now() < endAt; sent += eventsPerRequest) {
      const events = Array.from({ length: eventsPerRequest }, (_, index) => ({
        eventId: `bench-${run}-${name}-${sent + index}`,
        type: 'product_view',
        occurredAt: new Date().toISOString(),
        sessionId: `bench-${run}-${name}-${Math.floor((sent + index) / eventsPerSession)}`,
        productId: catalog[(sent * 7 + index * 13 + name) % catalog.length]!.product.productId,
      }));
      const { accepted } = await api.call(recordEvents, { query: { companyId }, body: { events } });
      taken += accepted;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  return taken;
};

const daysAround = (now: number): { from: string; to: string } => ({
  from: new Date(now - 86_400_000).toISOString().slice(0, 10),
  to: new Date(now + 86_400_000).toISOString().slice(0, 10),
});

const countedViews = async ({ cloud, companyId, ownerToken }: Demo): Promise<number> => {
  const api = makeApiClient({ apiUrl: cloud.apiUrl, token: ownerToken });
  const query = { companyId, ...daysAround(Date.now()) };
  const { days } = await api.call(getRecommendationCounters, { query });
  return days.reduce((sum, { views }) => sum + views, 0);
};

const archivedViews = async ({ cloud, companyId }: Demo): Promise<number> => {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION } = cloud.clientEnvironment;
  const client = new S3Client({
    endpoint: cloud.endpoints.s3,
    region: AWS_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  const archive = makeEventArchive(client, cloud.outputs.ArchiveBucketName ?? '');
  const ids = new Set<string>();
  for (const day of await archive.days(companyId, daysAround(Date.now()).from.replaceAll('-', '/'))) {
    for await (const { eventId, type } of archive.streamDay(companyId, day)) {
      if (type === 'product_view' && eventId.startsWith('bench-')) ids.add(eventId);
    }
  }
  client.destroy();
  return ids.size;
};

/**
 * Events a second through API, stream and consumers of the local cloud, from the first request until the last event is
 * counted and archived. @throws Error when an event that was taken is not counted, or not archived
 */
export const benchEvents = async (demo: Demo, seconds: number, print: (line: string) => void): Promise<void> => {
  await demo.cloud.drainStreams();
  const before = { counted: await countedViews(demo), archived: await archivedViews(demo) };
  const startedAt = performance.now();
  const taken = await sendViews(demo, seconds);
  const sentSeconds = (performance.now() - startedAt) / 1_000;
  await demo.cloud.drainStreams();
  const allSeconds = (performance.now() - startedAt) / 1_000;
  const counted = (await countedViews(demo)) - before.counted;
  const archived = (await archivedViews(demo)) - before.archived;
  if (counted !== taken || archived !== taken) {
    throw new Error(`Of ${taken} events ${counted} were counted and ${archived} archived`);
  }
  print(
    `  ${clients} clients, ${eventsPerRequest} events a request: ${Math.round(taken / sentSeconds)} events/s taken, ` +
      `${Math.round(taken / allSeconds)} events/s counted and archived; ${taken} of ${taken}, none lost`,
  );
};
