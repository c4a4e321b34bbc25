import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRecommendationCounters } from '#contracts/api/analytics';
import { recordClick } from '#contracts/api/events';
import { batchUpsertOrders } from '#contracts/api/orders';
import { previewRecommendations } from '#contracts/api/recommendation-config';
import { getProductRecommendations } from '#contracts/api/recommendations';
import { demoCurrency } from '#local/demo/catalog';
import { tellOfferStory } from '#local/demo/offer-story';
import type { Demo } from '#local/demo/start-demo';
import { trainStore } from '#local/demo/train-store';
import { type ApiClient, makeApiClient } from '#scripts/api-client';
import { importFile } from '#scripts/import/import-file';

/** Two products that no demo shopper would put together; the story's file does. */
const source = 'noir-vase';
const partner = 'blush-oven-glove';
const ordersInFile = 60;
const ordersTogether = 40;

export interface Chapter {
  readonly title: string;
  readonly seconds: number;
  /** What was seen, in a sentence. */
  readonly seen: string;
}

/** The export reaches back half a year: sixty orders of one kind in a day would be a change of shop, and held as one. */
const betweenOrdersMs = 3 * 86_400_000;

/** A shop's export: one row a line, both products in the first orders, the source alone in the others. */
const ordersFile = (now: string): string => {
  const rows = Array.from({ length: ordersInFile }, (_, index) => {
    const orderedAt = new Date(Date.parse(now) - (index + 1) * betweenOrdersMs).toISOString();
    const row = (productId: string) =>
      `file-${index + 1},${orderedAt},${productId},1,24.90,${demoCurrency},file-customer-${index + 1}`;
    return index < ordersTogether ? [row(source), row(partner)] : [row(source)];
  });
  return ['orderId,orderedAt,productId,quantity,unitPrice,currency,customerId', ...rows.flat(), ''].join('\n');
};

const importOnce = async (owner: ApiClient, companyId: string, path: string) => {
  const file = { kind: 'orders', path, format: 'csv', compressed: false, mapping: {} } as const;
  const report = await importFile(owner, { companyId, defaults: {}, dryRun: false }, file, () => undefined);
  if (report.status !== 'succeeded') throw new Error(`The import ended as ${report.status}: ${report.failure}`);
  return report.counts;
};

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`The story went wrong: ${what}`);
};

/** Times the chapters of the story and collects what each one saw. */
const storyTeller =
  (tell: (chapter: Chapter) => void) =>
  async <T>(title: string, act: () => Promise<{ seen: string; value: T }>): Promise<T> => {
    const startedAt = performance.now();
    const { seen, value } = await act();
    tell({ title, seconds: (performance.now() - startedAt) / 1000, seen });
    return value;
  };

const today = (): string => new Date().toISOString().slice(0, 10);

const clicksToday = async (owner: ApiClient, companyId: string): Promise<number> => {
  const { days } = await owner.call(getRecommendationCounters, { query: { companyId, from: today(), to: today() } });
  return days.reduce((sum, { clicks }) => sum + clicks, 0);
};

/** What the newest model says about the pair, read past all caches. */
const pairInPreview = async (owner: ApiClient, companyId: string) => {
  const { items, modelVersion } = await owner.call(previewRecommendations, {
    params: { productId: source },
    query: { companyId, limit: 24 },
  });
  return { modelVersion, item: items.find(({ productId }) => productId === partner) };
};

/**
 * Lives through import → train → recommend → click → order → offers → retrain in an open demo store.
 * @throws Error at the first chapter that does not end as it must.
 */
export const tellDemoStory = async (demo: Demo, tell: (chapter: Chapter) => void): Promise<void> => {
  const { cloud, companyId, keys, ownerToken } = demo;
  const owner = makeApiClient({ apiUrl: cloud.apiUrl, token: ownerToken });
  const server = makeApiClient({ apiUrl: cloud.apiUrl, token: keys.secretKey });
  const shopper = makeApiClient({ apiUrl: cloud.apiUrl });
  const chapter = storyTeller(tell);
  const folder = mkdtempSync(join(tmpdir(), 'smart-upsell-demo-'));
  const path = join(folder, 'orders.csv');
  writeFileSync(path, ordersFile(new Date().toISOString()));
  const retrain = () => trainStore({ cloud, companyId, token: ownerToken, onStep: () => undefined });
  try {
    await chapter('Import a file of orders', async () => {
      const counts = await importOnce(owner, companyId, path);
      check(counts.created === ordersInFile, `${counts.created} of ${ordersInFile} orders were created`);
      return { seen: `${counts.rowsRead} rows became ${counts.created} orders`, value: counts };
    });
    await chapter('Import the same file again', async () => {
      const counts = await importOnce(owner, companyId, path);
      check(counts.unchanged === ordersInFile && counts.created === 0, 'the second import changed something');
      return { seen: `${counts.unchanged} orders unchanged, none written`, value: counts };
    });
    await chapter('Train on it', async () => {
      const model = await retrain();
      check(model.status === 'live', `the model is ${model.status}: ${model.decision?.reasons.join('; ')}`);
      return { seen: `model ${model.modelVersion} is live`, value: model };
    });
    const pair = await chapter('Recommend', async () => {
      const { item } = await pairInPreview(owner, companyId);
      check(item?.reason.evidence.ordersTogether === ordersTogether, `the pair's reason is ${item?.reason.text}`);
      return { seen: `${source} → ${partner}: ${item?.reason.text}`, value: item };
    });
    await chapter('Click', async () => {
      const list = await shopper.call(getProductRecommendations, {
        params: { productId: source },
        query: { companyId },
      });
      const clicked = list.items[0];
      check(clicked !== undefined, 'the storefront got an empty list');
      const before = await clicksToday(owner, companyId);
      const click = {
        eventId: `story-${Date.now()}`,
        occurredAt: new Date().toISOString(),
        sessionId: 'story',
        productId: clicked?.productId ?? '',
        token: clicked?.token,
      };
      // The page sends it twice, as pages do; it must count once.
      await shopper.call(recordClick, { query: { companyId }, body: click });
      await shopper.call(recordClick, { query: { companyId }, body: click });
      await cloud.drainStreams();
      const counted = (await clicksToday(owner, companyId)) - before;
      check(counted === 1, `one click, sent twice, was counted ${counted} times`);
      return { seen: `a click on ${clicked?.productId}, sent twice, was counted once`, value: counted };
    });
    await chapter('Order', async () => {
      const price = { amount: 2490, currency: demoCurrency };
      const lines = [source, partner].map((productId) => ({ productId, quantity: 1, unitPrice: price }));
      const order = {
        orderId: 'story-order',
        customerId: 'story-customer',
        currency: demoCurrency,
        orderedAt: new Date().toISOString(),
        lines,
      };
      const { results } = await server.call(batchUpsertOrders, { body: { orders: [order] } });
      check(results[0]?.status === 'created', `the order was ${results[0]?.status}`);
      return { seen: 'one more order holds both', value: results };
    });
    await tellOfferStory({ demo, owner, shopper, chapter, check });
    await chapter('Retrain', async () => {
      const model = await retrain();
      const { item, modelVersion } = await pairInPreview(owner, companyId);
      const { ordersTogether: together = 0 } = item?.reason.evidence ?? {};
      check(modelVersion === model.modelVersion, 'the new model does not serve');
      check(
        together === (pair?.reason.evidence.ordersTogether ?? 0) + 1,
        `the new order is not in the evidence: ${item?.reason.text}`,
      );
      return { seen: `${source} → ${partner}: ${item?.reason.text}`, value: model };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
