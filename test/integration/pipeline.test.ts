import { getKeyFigures, getTimeSeries } from '#contracts/api/analytics';
import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { getFlags, putFlags } from '#contracts/api/flags';
import { listModels, rollBackModel } from '#contracts/api/models';
import { batchUpsertOrders } from '#contracts/api/orders';
import { getProductRecommendations, getYouMightLike } from '#contracts/api/recommendations';
import { exportAffinities, getStoreAudit, listAffinities, listOpportunities } from '#contracts/api/store-reports';
import { createRule } from '#contracts/api/upsell-rules';
import type { Model } from '#core/models/model';
import { storeDayOf } from '#core/time/store-day';
import { callOperation } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { plantedShop } from '#test/support/planted-shop';
import { type StoreClient, storeClient } from '#test/support/store-client';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'planted-shop';
const userId = 'planter';
/** A zone whose clock shows a late enough hour for the night to be due, whenever this test runs. */
const timeZone = new Date().getUTCHours() >= 3 ? 'UTC' : 'Asia/Tokyo';

let cloud: LocalCloudProcess;
let token: string;
let store: StoreClient;

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** The planted shop as a store would send it: products, orders by secret key, views by the storefront. */
const fillStore = async (secretKey: string): Promise<void> => {
  const { products, orders, events } = plantedShop();
  const withoutUndefined = products.map(({ updatedAt: _updatedAt, ...product }) => product);
  await store.call(batchUpsertProducts, { token: secretKey, body: { products: withoutUndefined } });
  const recent = orders.map(({ updatedAt: _updatedAt, status: _status, ...order }, index) => ({
    ...order,
    lines: order.lines
      .map(({ refundedQuantity: _refunded, ...line }) => line)
      .filter((line, position, lines) => lines.findIndex(({ productId }) => productId === line.productId) === position),
    orderedAt: daysAgo(60 - (index % 60) + 0.1),
  }));
  for (let start = 0; start < recent.length; start += 100) {
    await store.call(batchUpsertOrders, { token: secretKey, body: { orders: recent.slice(start, start + 100) } });
  }
  const views = events.map(({ eventId, sessionId, productId, type }) => ({
    eventId: `planted-${eventId}`,
    type,
    sessionId,
    productId,
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
  }));
  await store.call(recordEvents, { query: { companyId }, body: { events: views } });
  await cloud.drainStreams();
};

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized(), bedrock: 'stand-in' });
  await cloud.addUser({ sub: userId, email: 'planter@example.com', name: 'Planter', password: 'secret' });
  token = await cloud.issueToken(userId);
  store = storeClient(cloud, companyId, token);
  await store.call(createCompany, { token, body: { companyId, name: 'Planted shop', currency: 'EUR', timeZone } });
  const { key } = await store.call<{ key: string }>(issueApiKey, {
    params: { companyId },
    token,
    body: { kind: 'secret' },
  });
  await fillStore(key);
}, 180_000);

afterAll(() => cloud?.close());

describe('the training pipeline on the synthesized stack', () => {
  let first: Model;

  it('trains from what came in through the API, and puts the model live', async () => {
    first = await store.train();
    expect(first).toMatchObject({
      status: 'live',
      failure: null,
      reason: 'manual',
      counts: { products: 20, orders: 110, events: 90, rows: 20 },
      enrichment: null,
    });
    expect(cloud.bedrockStats ? (await cloud.bedrockStats()).calls : 0).toBe(0);
  }, 90_000);

  it('lets the storefront show the planted pair with its reason', async () => {
    const list = await store.call<{
      modelVersion: string;
      source: string;
      items: { productId: string; reason: { code: string } }[];
    }>(getProductRecommendations, { params: { productId: 'p01' }, query: { companyId } });
    expect(list.source).toBe('model');
    expect(list.items[0]).toMatchObject({ productId: 'p02', reason: { code: 'bought-together' } });
  });

  it('reports what the orders say, at once and as a file', async () => {
    const { origin, data } = await store.call<{ origin: { modelVersion: string; orders: number }; data: object[] }>(
      listAffinities,
      store.asMember(),
    );
    expect(origin).toMatchObject({ modelVersion: first.modelVersion, orders: 110 });
    expect(data[0]).toMatchObject({ first: { productId: 'p01' }, second: { productId: 'p02' }, isListed: true });
    const file = await callOperation(cloud.apiUrl, exportAffinities, store.asMember());
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.text.trimEnd().split('\r\n')).toHaveLength(data.length + 1);
    const { audit } = await store.call<{ audit: object }>(getStoreAudit, store.asMember());
    expect(audit).toMatchObject({ orders: { orders: 110 }, catalog: { active: 20 }, lists: { rows: 20 } });
    const found = await store.call<{ data: { productIds: string[]; draft: { rule: object } }[] }>(
      listOpportunities,
      store.asMember({ query: { kind: 'pair-not-shown' } }),
    );
    expect(found.data[0]?.productIds.toSorted()).toEqual(['p01', 'p02']);
    const rule = await store.call(createRule, store.asMember({ body: found.data[0]?.draft.rule }));
    expect(rule).toMatchObject({ enabled: false });
  });

  it('tells what was looked at and bought in days of the store', async () => {
    await cloud.drainStreams();
    const [from, to] = [daysAgo(70), daysAgo(0)].map((instant) => storeDayOf(instant, timeZone)) as [string, string];
    const seen = await store.call<{ series: { total: number }[] }>(
      getTimeSeries,
      store.asMember({ query: { from, to, metric: 'views' } }),
    );
    expect(seen.series).toMatchObject([{ currency: null, total: 90 }]);
    const { current } = await store.call<{ current: { byCurrency: object[] } }>(
      getKeyFigures,
      store.asMember({ query: { from, to } }),
    );
    expect(current.byCurrency).toMatchObject([{ currency: 'EUR', orders: 110, influencedOrders: 0 }]);
  });

  it("suggests again what a customer's orders repeat, and says so in the customer's language", async () => {
    const list = await store.call<{ items: { productId: string; reason: { code: string; text: string } }[] }>(
      getYouMightLike,
      { params: { productId: 'p05' }, query: { companyId, customerId: 'c0', locale: 'de' } },
    );
    const again = list.items.filter(({ reason }) => reason.code === 'bought-before');
    expect(
      again
        .slice(0, 2)
        .map(({ productId }) => productId)
        .sort(),
    ).toEqual(['p01', 'p02']);
    expect(again[0]?.reason.text).toBe('Das haben Sie schon gekauft');
  });

  it('enriches pairs when the company switches it on, and asks nothing twice', async () => {
    const flags = await store.call<{ version: number }>(getFlags, { params: { companyId }, token });
    await store.call(putFlags, {
      params: { companyId },
      token,
      headers: { 'if-match': `"v${flags.version}"` },
      body: { mi_recommendations_enabled: true },
    });
    const enriched = await store.train();
    expect(enriched).toMatchObject({ status: 'live', enrichment: { cached: 0 } });
    expect(enriched.enrichment?.pairs).toBeGreaterThan(0);
    const { calls } = await cloud.bedrockStats();
    expect(calls).toBeGreaterThan(0);
    const again = await store.train();
    expect(again.enrichment?.cached).toBeGreaterThan(0);
    expect((await cloud.bedrockStats()).calls - calls).toBeLessThanOrEqual(again.enrichment?.failed ?? 0);
  }, 120_000);

  it('goes live with plain reasons when the language model fails', async () => {
    await cloud.setBedrockMode('garbage');
    expect(await store.train()).toMatchObject({ status: 'live', failure: null });
    await cloud.setBedrockMode('normal');
  }, 90_000);

  it('rolls back to the model before', async () => {
    const { data } = await store.call<{ data: Model[] }>(listModels, store.asMember());
    const [live, before] = data;
    expect([live?.status, before?.status]).toEqual(['live', 'retired']);
    const back = await store.call<Model>(rollBackModel, store.asMember({ body: {} }));
    expect(back).toMatchObject({ modelVersion: before?.modelVersion, status: 'live' });
  });

  it('starts the night once, however often the schedule fires', async () => {
    const [started] = (await cloud.triggerSchedule('Hourly')) as { started: number }[];
    expect(started).toMatchObject({ started: 1, failed: 0 });
    const [repeated] = (await cloud.triggerSchedule('Hourly')) as { started: number }[];
    expect(repeated).toMatchObject({ failed: 0 });
    const { data } = await store.call<{ data: Model[] }>(listModels, store.asMember());
    const nightly = data.filter(({ reason }) => reason === 'nightly');
    expect(nightly.length).toBeLessThanOrEqual(1);
    for (const { modelVersion } of nightly) expect(await store.settled(modelVersion)).toMatchObject({ failure: null });
  }, 90_000);
});
