import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { Analytics } from '@segment/analytics-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Browser } from 'playwright-core';
import { getRecommendationCounters } from '#contracts/api/analytics';
import { issueApiKey } from '#contracts/api/api-keys';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { getDataQuality, listQuarantine, replayQuarantine } from '#contracts/api/quarantine';
import type { Operation } from '#contracts/operation';
import { launchBrowser, openPage } from '#test/support/browser';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type FlakyProxy, startFlakyProxy } from '#test/support/flaky-proxy';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const dayMs = 86_400_000;
let cloud: LocalCloudProcess;
let token: string;
let proxy: FlakyProxy;
let browser: Browser;

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'ann', email: 'ann@example.com', name: 'Ann', password: 'secret' });
  token = await cloud.issueToken('ann');
  proxy = await startFlakyProxy(cloud.apiUrl);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await cloud?.close();
});

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  return { status: answer.status, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
};

/** Yesterday to tomorrow, so that a test may run over midnight. */
const someDays = () => ({
  from: new Date(Date.now() - dayMs).toISOString().slice(0, 10),
  to: new Date(Date.now() + dayMs).toISOString().slice(0, 10),
});

type Counts = Record<string, number>;

const sum = (days: Counts[], name: string): number => days.reduce((total, day) => total + (day[name] ?? 0), 0);

/** A company of its own with a publishable key. */
const openShop = async (companyId: string) => {
  const company = { companyId, name: companyId, currency: 'EUR', timeZone: 'Europe/Vienna' };
  expect((await send(createCompany, { token, body: company })).status).toBe(201);
  const issued = await send(issueApiKey, { params: { companyId }, token, body: { kind: 'publishable' } });
  const asMember = (operation: Operation, call: OperationCall = {}) =>
    send(operation, { token, ...call, query: { companyId, ...call.query } });
  const views = async () => {
    await cloud.drainStreams();
    return sum((await asMember(getRecommendationCounters, { query: someDays() })).body.days, 'views');
  };
  const quality = async (part: 'flagged' | 'quarantined', name: string): Promise<number> => {
    const { body } = await asMember(getDataQuality, { query: someDays() });
    return sum(
      body.days.map((day: Record<string, Counts>) => day[part] ?? {}),
      name,
    );
  };
  const waiting = async () => (await asMember(listQuarantine)).body.data as { entryId: string; reason: string }[];
  const post = (events: unknown[]) => send(recordEvents, { query: { companyId }, body: { events } });
  return { companyId, writeKey: issued.body.key as string, asMember, views, quality, waiting, post };
};

const view = (eventId: string, sessionId = 's1') => ({
  eventId,
  sessionId,
  type: 'product_view',
  occurredAt: new Date().toISOString(),
  productId: 'p1',
});

it('events count once, however often they are sent, and robots’ are told apart', async () => {
  const shop = await openShop('once-shop');
  const events = [view('event-0001'), view('event-0002', 's2'), view('event-0003', 's2')];
  for (let again = 0; again < 3; again += 1) await shop.post(events);
  await shop.post([
    events[1],
    view('event-0004', 's2'),
    { ...view('event-0005'), context: { userAgent: 'Googlebot/2.1' } },
  ]);
  expect(await shop.views()).toBe(4);
  expect(await shop.quality('flagged', 'bots')).toBe(1);
});

it('what fails is kept with its reason, once, and a replay that is repeated counts it once', async () => {
  const shop = await openShop('replay-shop');
  const inFourSeconds = new Date(Date.now() + 5 * 60_000 + 4_000).toISOString();
  const ahead = { ...view('event-0001'), occurredAt: inFourSeconds };
  for (let again = 0; again < 2; again += 1) await shop.post([ahead, { ...view('event-0002'), type: 'danced' }]);
  expect(await shop.views()).toBe(0);
  expect((await shop.waiting()).map(({ reason }) => reason).sort()).toEqual(['in_future', 'unknown_type']);
  expect([await shop.quality('quarantined', 'in_future'), await shop.quality('quarantined', 'unknown_type')]).toEqual([
    1, 1,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const entryIds = (await shop.waiting()).map(({ entryId }) => entryId);
  const [first, second] = await Promise.all([
    shop.asMember(replayQuarantine, { body: { entryIds } }),
    shop.asMember(replayQuarantine, { body: { entryIds } }),
  ]);
  expect(first.body.replayed + second.body.replayed).toBeGreaterThan(0);
  await shop.post([ahead]);
  expect(await shop.views()).toBe(1);
  expect((await shop.waiting()).map(({ reason }) => reason)).toEqual(['unknown_type']);
}, 30_000);

it('a record that nobody can read ends in quarantine, and nothing behind it is lost', async () => {
  const shop = await openShop('poison-shop');
  const kinesis = new KinesisClient({
    endpoint: cloud.endpoints.kinesis,
    region: 'us-east-1',
    requestHandler: new NodeHttpHandler(),
    credentials: { accessKeyId: 'root', secretAccessKey: 'local' },
  });
  const StreamName = cloud.outputs.EventStreamName;
  await kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: `${shop.companyId}#s1`, Data: Buffer.from('{"poison"') }),
  );
  kinesis.destroy();
  await shop.post([view('event-0001')]);
  expect(await shop.views()).toBe(1);
  expect(await shop.waiting()).toEqual([expect.objectContaining({ reason: 'unreadable', payload: '{"poison"' })]);
});

it('analytics-node sends again what was answered with 503, and nothing counts twice', async () => {
  const shop = await openShop('node-shop');
  const analytics = new Analytics({
    writeKey: shop.writeKey,
    host: `http://${proxy.host}`,
    flushAt: 5,
    flushInterval: 200,
  });
  const failures: unknown[] = [];
  analytics.on('error', (error) => failures.push(error));
  for (let index = 0; index < 4; index += 1) {
    analytics.track({ anonymousId: 'anon-1', event: 'Product Viewed', properties: { product_id: `p${index}` } });
  }
  analytics.track({ anonymousId: 'anon-1', event: 'Product Viewed', properties: {} });
  analytics.identify({ userId: 'user-1', traits: { email: 'somebody@example.com' } });
  await analytics.closeAndFlush({ timeout: 30_000 });
  expect(failures).toEqual([]);
  expect(proxy.statuses.get('/v1/batch')?.slice(0, 2)).toEqual([503, 200]);
  expect(await shop.views()).toBe(4);
  expect((await shop.waiting()).map(({ reason }) => reason)).toEqual(['missing_field']);
  expect(await shop.quality('quarantined', 'missing_field')).toBe(1);
}, 60_000);

const bundle = (file: string): string =>
  readFileSync(join('node_modules/@segment/analytics-next/dist/umd', file), 'utf8');

/** A page of a shop that loads Segment's browser library, opens itself and tracks three views. */
const shopPage = (writeKey: string, deliveryStrategy: object) => `<!doctype html><script src="/umd/index.js"></script>
<script>
  const segment = ${JSON.stringify({ apiHost: `${proxy.host}/v1`, protocol: 'http', deliveryStrategy })};
  const cdnSettings = { integrations: { 'Segment.io': { apiKey: '${writeKey}', ...segment } } };
  const settings = { writeKey: '${writeKey}', cdnSettings };
  const analytics = AnalyticsNext.AnalyticsBrowser.load(settings, { integrations: { 'Segment.io': segment } });
  analytics.page();
  for (const id of ['p1', 'p2', 'p3']) analytics.track('Product Viewed', { product_id: id });
</script>`;

/** Serves the page at an origin of its own, as a shop does. */
const startShop = async (html: string) => {
  const server = createServer(({ url = '/' }, response) => {
    const isScript = url.startsWith('/umd/');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? bundle(url.slice('/umd/'.length)) : html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
};

it.each([
  { path: '/v1/t', how: 'each alone', requests: 3, strategy: {} },
  {
    path: '/v1/b',
    how: 'in batches',
    requests: 1,
    strategy: { strategy: 'batching', config: { size: 4, timeout: 200 } },
  },
])(
  'analytics-next sends to $path, $how, again what was answered with 503, and nothing counts twice',
  async ({ path, requests, strategy }) => {
    const shop = await openShop(`browser-shop-${requests}`);
    const { url, server } = await startShop(shopPage(shop.writeKey, strategy));
    const { page } = await openPage(browser);
    await page.goto(url);
    const succeeded = () => (proxy.statuses.get(path) ?? []).filter((status) => status === 200).length;
    for (let waits = 0; waits < 100 && succeeded() < requests; waits += 1) await page.waitForTimeout(200);
    await page.context().close();
    server.closeAllConnections();
    server.close();
    expect(proxy.statuses.get(path)).toContain(503);
    expect(succeeded()).toBe(requests);
    expect(await shop.views()).toBe(3);
    expect(await shop.waiting()).toEqual([]);
  },
  60_000,
);
