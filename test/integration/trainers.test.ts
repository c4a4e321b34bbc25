import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { batchUpsertOrders } from '#contracts/api/orders';
import { getProductRecommendations } from '#contracts/api/recommendations';
import { getTrainingConfig, putTrainingConfig } from '#contracts/api/training';
import type { TrainerChoice } from '#core/companies/training-config';
import type { Model } from '#core/models/model';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { randomShop } from '#test/support/random-shop';
import { type StoreClient, storeClient } from '#test/support/store-client';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'three-trainers';
const userId = 'owner';
const shop = randomShop(21, { products: 40, orders: 500, sessions: 300 });

let cloud: LocalCloudProcess;
let store: StoreClient;

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

function* inBatches<T>(values: readonly T[]): Generator<T[]> {
  for (let start = 0; start < values.length; start += 100) yield values.slice(start, start + 100);
}

/** The random shop as a store would send it, with orders of the last weeks and views of today. */
const fillStore = async (secretKey: string): Promise<void> => {
  const products = shop.products.map(({ updatedAt: _updatedAt, ...product }) => product);
  await store.call(batchUpsertProducts, { token: secretKey, body: { products } });
  const orders = shop.orders.map(({ updatedAt: _updatedAt, status: _status, ...order }, index) => ({
    ...order,
    lines: order.lines.map(({ refundedQuantity: _refunded, ...line }) => line),
    orderedAt: daysAgo(60 - (index % 60) + 0.1),
  }));
  for (const batch of inBatches(orders)) {
    await store.call(batchUpsertOrders, { token: secretKey, body: { orders: batch } });
  }
  const views = shop.events.filter(({ type }) => type === 'product_view' || type === 'add_to_cart');
  const events = views.map(({ eventId, sessionId, productId, type, customerId }, index) => ({
    eventId: `three-${eventId}`,
    type,
    sessionId,
    productId,
    ...(customerId !== undefined && { customerId }),
    occurredAt: new Date(Date.now() - 3_600_000 + index * 100).toISOString(),
  }));
  for (const batch of inBatches(events))
    await store.call(recordEvents, { query: { companyId }, body: { events: batch } });
  await cloud.drainStreams();
};

const trainWith = async (trainer: TrainerChoice): Promise<Model> => {
  const { version } = await store.call<{ version: number }>(getTrainingConfig, store.asMember());
  await store.call(
    putTrainingConfig,
    store.asMember({
      headers: { 'if-match': `"v${version}"` },
      body: { trainer, keepPersonalizeResources: false },
    }),
  );
  return store.train();
};

const listOf = async (productId: string): Promise<string[]> => {
  const { items } = await store.call<{ items: { productId: string }[] }>(getProductRecommendations, {
    params: { productId },
    query: { companyId },
  });
  return items.map((item) => item.productId);
};

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: userId, email: 'owner@example.com', name: 'Owner', password: 'secret' });
  const token = await cloud.issueToken(userId);
  store = storeClient(cloud, companyId, token);
  await store.call(createCompany, {
    token,
    body: { companyId, name: 'Three trainers', currency: 'EUR', timeZone: 'UTC' },
  });
  const { key } = await store.call<{ key: string }>(issueApiKey, {
    params: { companyId },
    token,
    body: { kind: 'secret' },
  });
  await fillStore(key);
}, 240_000);

afterAll(() => cloud?.close());

describe('the trainers on the synthesized stack', () => {
  let builtIn: Model;

  it('chooses the built-in one for a store of this size', async () => {
    builtIn = await store.train();
    expect(builtIn).toMatchObject({ status: 'live', trainer: 'built-in', failure: null });
    expect(builtIn.counts.interactions).toBeGreaterThan(2_000);
  }, 120_000);

  it('trains by SQL with Amazon Athena: the same metrics and candidates', async () => {
    const own = await listOf('p0001');
    const model = await trainWith('athena');
    expect(model).toMatchObject({ status: 'live', trainer: 'athena', failure: null, metrics: builtIn.metrics });
    for (const relation of ['bought-together', 'also-bought', 'also-viewed']) {
      const count = `candidates.${relation}`;
      expect([relation, model.counts[count]]).toEqual([relation, builtIn.counts[count]]);
    }
    expect(own.length).toBeGreaterThan(0);
    expect((await listOf('p0001')).length).toBe(own.length);
  }, 180_000);

  it('trains with Amazon Personalize and leaves nothing of it behind', async () => {
    const model = await trainWith('personalize');
    expect(model).toMatchObject({ status: 'live', trainer: 'personalize', failure: null });
    expect(model.counts['personalize.also-bought.candidates']).toBeGreaterThan(100);
    expect(model.costEstimate?.basis).toContain('Personalize as estimated before');
    expect((await listOf('p0001')).length).toBeGreaterThan(0);
  }, 180_000);
});
