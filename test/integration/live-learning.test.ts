import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import {
  getFrequentlyViewed,
  getProductRecommendations,
  getYouMightLike,
  recommendationListSchema,
} from '#contracts/api/recommendations';
import type { Operation } from '#contracts/operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { type StoreClient, storeClient } from '#test/support/store-client';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

let cloud: LocalCloudProcess;
let token: string;
let sent = 0;

beforeAll(async () => {
  cloud = await startLocalCloudProcess({
    assemblyDir: await ensureAppIsSynthesized(),
    startsAt: new Date().toISOString(),
  });
  await cloud.addUser({ sub: 'ann', email: 'ann@example.com', name: 'Ann', password: 'secret' });
  token = await cloud.issueToken('ann');
}, 180_000);

afterAll(() => cloud?.close());

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** Words that no two products share, so that nothing is alike. */
const words = [
  'oak',
  'tin',
  'silk',
  'jade',
  'salt',
  'wool',
  'clay',
  'iron',
  'cork',
  'hemp',
  'pearl',
  'straw',
  'lime',
  'fog',
];
const ids = words.map((_, at) => `p${String(at + 1).padStart(2, '0')}`);

type Views = readonly (readonly [sessionId: string, productId: string])[];

interface Shop extends StoreClient {
  view(views: Views): Promise<void>;
  items(
    operation: Operation,
    productId: string,
    query?: Record<string, string>,
  ): Promise<{ productId: string; relation: string }[]>;
}

const openShop = async (companyId: string): Promise<Shop> => {
  const client = storeClient(cloud, companyId, token);
  const company = { companyId, name: companyId, currency: 'EUR', timeZone: 'UTC' };
  await client.call(createCompany, { token, body: company });
  const issue = { params: { companyId }, token, body: { kind: 'secret' } };
  const { key } = await client.call<{ key: string }>(issueApiKey, issue);
  const products = words.map((word, at) => ({
    productId: ids[at],
    title: word,
    categoryPath: [`Category ${word}`],
    prices: [{ amount: 10 ** (2 + (at % 4)), currency: 'EUR' }],
    stock: 9,
  }));
  await client.call(batchUpsertProducts, { token: key, body: { products } });
  const view = async (views: Views): Promise<void> => {
    for (let from = 0; from < views.length; from += 100) {
      const events = views.slice(from, from + 100).map(([sessionId, productId]) => {
        sent += 1;
        return {
          eventId: `view-${sent}-${companyId}`,
          type: 'product_view',
          occurredAt: new Date().toISOString(),
          sessionId,
          productId,
        };
      });
      await client.call(recordEvents, { query: { companyId }, body: { events } });
    }
  };
  const items: Shop['items'] = async (operation, productId, query = {}) => {
    const list = await client.call(operation, { params: { productId }, query: { companyId, limit: '12', ...query } });
    return recommendationListSchema.parse(list).items;
  };
  return { ...client, view, items };
};

const trending = async (shop: Shop): Promise<string[]> =>
  (await shop.items(getProductRecommendations, 'p01'))
    .filter(({ relation }) => relation === 'trending')
    .map(({ productId }) => productId);

const alsoViewed = async (shop: Shop): Promise<string[]> =>
  (await shop.items(getFrequentlyViewed, 'p01'))
    .filter(({ relation }) => relation === 'also-viewed')
    .map(({ productId }) => productId);

describe('live learning through the API', () => {
  let plain: Shop;
  let trained: Shop;

  beforeAll(async () => {
    plain = await openShop('plain-shop');
    trained = await openShop('trained-shop');
    await plain.view(range(40).map((at) => [`s${at}`, ids[at % 12]!]));
    await trained.view(
      range(30).flatMap((at) => [
        [`s${at}`, ids[at % 6]!],
        [`s${at}`, ids[(at % 6) + 1]!],
      ]),
    );
    await cloud.drainStreams();
    await trained.train();
    // The minute in which the model's data end belongs to the model.
    await cloud.setClock(new Date(Date.now() + 120_000).toISOString());
  }, 120_000);

  it('shows a trend and a new link within 60 seconds, and no product that one robot hammers', async () => {
    expect(await trending(plain)).toEqual([]);
    expect(await alsoViewed(trained)).not.toContain('p10');
    await plain.view([
      ...range(250).map(() => ['hammer', 'p14'] as const),
      ...range(15).map((at) => [`burst${at}`, 'p13'] as const),
    ]);
    await trained.view([
      ...range(15).flatMap(
        (at) =>
          [
            [`fresh${at}`, 'p01'],
            [`fresh${at}`, 'p10'],
          ] as const,
      ),
      ...range(30).map((at) => [`others${at}`, ids[3 + (at % 3)]!] as const),
    ]);
    const burstAt = Date.now();
    const seen = { trend: 0, link: 0 };
    while (Date.now() - burstAt < 60_000 && (seen.trend === 0 || seen.link === 0)) {
      const [risers, linked] = [await trending(plain), await alsoViewed(trained)];
      expect(risers).not.toContain('p14');
      if (risers.includes('p13')) seen.trend ||= Date.now() - burstAt;
      if (linked.includes('p10')) seen.link ||= Date.now() - burstAt;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(seen.trend).toBeGreaterThan(0);
    expect(seen.link).toBeGreaterThan(0);
    expect(await trending(plain)).toEqual(['p13']);
  }, 90_000);

  it.each([getYouMightLike, getProductRecommendations])(
    'turns $id to what the session has just looked at',
    async (operation) => {
      const query = { sessionId: `visit-${operation.id}`, limit: '4' };
      const before = await trained.items(operation, 'p01', query);
      await trained.view([
        [query.sessionId, 'p05'],
        [query.sessionId, 'p06'],
      ]);
      await cloud.drainStreams();
      const after = await trained.items(operation, 'p01', query);
      expect(after.map(({ productId }) => productId)).not.toEqual(before.map(({ productId }) => productId));
    },
  );
});
