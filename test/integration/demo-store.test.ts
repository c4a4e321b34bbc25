import { getRecommendationCounters } from '#contracts/api/analytics';
import { listProducts } from '#contracts/api/catalog';
import { makeDemoCatalog } from '#local/demo/catalog';
import { demoCompanyId, seedStore } from '#local/demo/seed-store';
import { makeApiClient } from '#scripts/api-client';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

let cloud: LocalCloudProcess;

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
}, 120_000);

afterAll(() => cloud?.close());

it('opens a demo store whose opening was interrupted, and counts nothing twice', async () => {
  await cloud.addUser({ sub: 'demo', email: 'demo@example.com', name: 'Demo', password: 'demo' });
  const ownerToken = await cloud.issueToken('demo');
  const now = new Date().toISOString();
  const catalog = makeDemoCatalog({ now, shopUrl: 'http://127.0.0.1:1' });
  const options = { apiUrl: cloud.apiUrl, ownerToken, catalog, now, orders: 150, sessions: 30 };
  const interrupted = seedStore({
    ...options,
    onProgress: (what, done) => {
      if (what === 'events' && done > 0) throw new Error('interrupted');
    },
  });
  await expect(interrupted).rejects.toThrow('interrupted');

  let events = 0;
  await seedStore({
    ...options,
    onProgress: (what, _, total) => {
      if (what === 'events') events = total;
    },
  });
  await cloud.drainStreams();

  const client = makeApiClient({ apiUrl: cloud.apiUrl, token: ownerToken });
  const query = { companyId: demoCompanyId };
  expect((await client.call(listProducts, { query })).data).toHaveLength(20);
  const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString();
  const range = { from: now.slice(0, 10), to: tomorrow.slice(0, 10) };
  const { days } = await client.call(getRecommendationCounters, { query: { ...query, ...range } });
  const views = days.reduce((sum, day) => sum + day.views, 0);
  expect(views).toBeGreaterThan(0);
  expect(views).toBeLessThanOrEqual(events);
}, 60_000);
