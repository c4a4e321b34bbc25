import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getRecommendationCounters } from '#contracts/api/analytics';
import { issueApiKey } from '#contracts/api/api-keys';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { batchUpsertOrders, getOrder } from '#contracts/api/orders';
import type { Operation } from '#contracts/operation';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'kill-shop';
const userId = 'owner';
const dataDir = mkdtempSync(join(tmpdir(), 'smart-upsell-kill-'));
const kills = 3;
/** What a round has to lose at least. */
const fewestEvents = 40;
const fewestOrders = 8;
const sendForMs = 1_500;

let cloud: LocalCloudProcess;

const start = async (): Promise<void> => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized(), dataDir });
};

afterAll(async () => {
  await cloud?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const call = async <T>(operation: Operation, parts: OperationCall): Promise<T> => {
  const { status, text } = await callOperation(cloud.apiUrl, operation, parts);
  if (status >= 300) throw new Error(`${operation.id} answered ${status}: ${text}`);
  return JSON.parse(text) as T;
};

const openStore = async (): Promise<string> => {
  const token = await cloud.issueToken(userId);
  const company = { companyId, name: 'Kill shop', currency: 'EUR', timeZone: 'UTC' };
  await call(createCompany, { token, body: company });
  const { key } = await call<{ key: string }>(issueApiKey, { token, params: { companyId }, body: { kind: 'secret' } });
  return key;
};

/** What was sent, and of it what the API has acknowledged. */
const sent = new Set<string>();
const acknowledged = new Set<string>();
const acknowledgedOrders = new Set<string>();

const sendViews = async (): Promise<void> => {
  const events = Array.from({ length: 5 }, () => ({
    eventId: randomUUID(),
    type: 'product_view',
    occurredAt: new Date().toISOString(),
    sessionId: `session-${sent.size % 7}`,
    productId: 'p1',
  }));
  for (const { eventId } of events) sent.add(eventId);
  const { results } = await call<{ results: { eventId: string; status: string }[] }>(recordEvents, {
    query: { companyId },
    body: { events },
  });
  for (const { eventId, status } of results) if (status === 'accepted') acknowledged.add(eventId);
};

const sendOrder = async (secretKey: string): Promise<void> => {
  const orderId = randomUUID();
  const lines = [{ productId: 'p1', quantity: 1, unitPrice: { amount: 100, currency: 'EUR' } }];
  const order = { orderId, currency: 'EUR', orderedAt: new Date().toISOString(), lines };
  await call(batchUpsertOrders, { token: secretKey, body: { orders: [order] } });
  acknowledgedOrders.add(orderId);
};

/** Sends without a pause from several clients until the cloud is killed under them. */
const sendUntilKilled = async (secretKey: string): Promise<void> => {
  let alive = true;
  const client = async (): Promise<void> => {
    while (alive) {
      await sendViews().catch(() => undefined);
      await sendOrder(secretKey).catch(() => undefined);
    }
  };
  const enough = { events: acknowledged.size + fewestEvents, orders: acknowledgedOrders.size + fewestOrders };
  const clients = [client(), client(), client()];
  const pause = () => new Promise((resolve) => setTimeout(resolve, sendForMs));
  await pause();
  // A busy machine needs longer for the first answers.
  for (let more = 0; more < 20; more += 1) {
    if (acknowledged.size >= enough.events && acknowledgedOrders.size >= enough.orders) break;
    await pause();
  }
  await cloud.kill();
  alive = false;
  await Promise.all(clients);
};

const archivedIds = (): Set<string> =>
  new Set(
    globSync(join(dataDir, '**', '*.ndjson.gz*'))
      .filter(
        (file) =>
          existsSync(file) &&
          readFileSync(file)
            .subarray(0, 2)
            .equals(Buffer.from([0x1f, 0x8b])),
      )
      .flatMap((file) => gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n'))
      .map((line) => (JSON.parse(line) as { eventId: string }).eventId),
  );

const countedViews = async (): Promise<number> => {
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const token = await cloud.issueToken(userId);
  const { days } = await call<{ days: { views: number }[] }>(getRecommendationCounters, {
    token,
    query: { companyId, from: yesterday, to: today },
  });
  return days.reduce((sum, { views }) => sum + views, 0);
};

describe('killing the whole system again and again while shops send to it', () => {
  let secretKey = '';

  beforeAll(async () => {
    await start();
    secretKey = await openStore();
    for (let round = 0; round < kills; round += 1) {
      await sendUntilKilled(secretKey);
      await start();
    }
    await cloud.drainStreams();
  }, 120_000);

  it('had something to lose', () => {
    expect(acknowledged.size).toBeGreaterThan(100);
    expect(acknowledgedOrders.size).toBeGreaterThan(20);
  });

  it('loses no acknowledged event from the archive, and keeps none that was not sent', () => {
    const archived = archivedIds();
    expect([...acknowledged].filter((eventId) => !archived.has(eventId))).toEqual([]);
    expect([...archived].filter((eventId) => !sent.has(eventId))).toEqual([]);
  });

  it('counts every event in the stream exactly once', async () => {
    expect(await countedViews()).toBe(archivedIds().size);
  });

  it('keeps every acknowledged order', async () => {
    for (const orderId of acknowledgedOrders) {
      const { status } = await callOperation(cloud.apiUrl, getOrder, { token: secretKey, params: { orderId } });
      expect([orderId, status]).toEqual([orderId, 200]);
    }
  });
});
