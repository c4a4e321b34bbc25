/**
 * Measures what activities take of the table: `node test/bench/metered-use.ts`. The figures of `core/cost/figures.ts` come
 * from here. The engine charges as DynamoDB does: by item size, transactions twice.
 */
import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeCompanyStore } from '#adapters/dynamodb/company-store';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { mulberry32 } from '#core/random/mulberry32';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { meterTable, type TableUse } from '#test/bench/metered-table';
import { startTestTable } from '#test/support/dynamodb';
import { companySettings } from '#test/support/endpoint-fakes';
import { aProduct } from '#test/support/recommendation-fixtures';

const companyId = 'bench-store';
const products = 200;
const random = mulberry32(7);
const anyProduct = (): string => `product-${Math.floor(random() ** 2 * products)}`;
const anyList = (): string[] => [...new Set(Array.from({ length: 12 }, anyProduct))].slice(0, 8);
const startMs = Date.parse('2026-11-20T10:00:00.000Z');
let ids = 0;

const eventOf = (sessionId: string, type: ShopEvent['type'], more: Partial<ShopEvent>): ShopEvent => {
  ids += 1;
  const at = new Date(startMs + ids * 1_000).toISOString();
  return { eventId: `e-${ids}`, companyId, type, sessionId, occurredAt: at, receivedAt: at, ...more };
};

/** A page of a product with two lists, of which three in four come into view. */
const pageOf = (sessionId: string): ShopEvent[] => {
  const productId = anyProduct();
  const list = (placement: string) =>
    eventOf(sessionId, 'recommendation_impression', {
      recommendationId: `rec-${ids}`,
      placement,
      productIds: anyList(),
      sourceProductId: productId,
    });
  const lists = [list('hybrid'), ...(random() < 0.5 ? [list('also-bought')] : [])];
  return [eventOf(sessionId, 'product_view', { productId }), ...lists];
};

const applyAll = async (table: Table, batches: readonly (readonly ShopEvent[])[]): Promise<void> => {
  const shoppers = makeShopperStore(table);
  for (const events of batches) {
    const bySession = Map.groupBy(events, ({ sessionId }) => sessionId);
    const sessions = [...bySession].map(([sessionId, own]) => ({ sessionId, events: own }));
    const settings = { attribution: defaultAttributionSettings, holdOut: defaultHoldOutSettings };
    const now = events.at(-1)?.receivedAt ?? '';
    await shoppers.apply({ companyId, sessions, counterShard: 0, timeZone: 'Europe/Berlin', ...settings, now });
  }
};

const visits = (count: number): ShopEvent[][] =>
  Array.from({ length: count }, (_, visit) =>
    Array.from({ length: 5 }, () => pageOf(`session-${ids}-${visit}`)),
  ).flat();

const rowOf = (productId: string): RecommendationRow => {
  const candidate = () => ({ productId: anyProduct(), score: 0.5, pairCount: 20 });
  const lists = relations.map((relation) => [relation, Array.from({ length: 40 }, candidate)]);
  const support = { baskets: 100, customers: 90, sessions: 400 };
  return { productId, modelVersion: 'm1', support, relations: Object.fromEntries(lists) };
};

const report = (what: string, { readUnits, writeUnits }: TableUse, times: number): void =>
  console.log(
    `  ${what.padEnd(52)} ${(readUnits / times).toFixed(1)} read units, ${(writeUnits / times).toFixed(1)} write units`,
  );

const measure = async (given: Table): Promise<void> => {
  const { table, take } = meterTable(given);
  const { company } = companySettings({}, companyId);
  await makeCompanyStore(table).create(company, { ownerId: 'ann', signingKey: 'k' });
  take();

  const catalog = Array.from({ length: products }, (_, index) => aProduct(`product-${index}`));
  await makeProductStore(table).upsertMany(companyId, catalog);
  report('a product, new', take(), products);
  await makeRecommendationRowStore(table).putAll(
    companyId,
    catalog.map(({ productId }) => rowOf(productId)),
  );
  report('the row of a product in a model version', take(), products);

  const quiet = visits(60);
  await applyAll(table, quiet);
  report('the events of a page, alone in their batch', take(), quiet.length);
  const clicks = quiet.map(([view]) => [
    eventOf(view!.sessionId, 'recommendation_click', {
      productId: anyProduct(),
      recommendationId: 'rec-1',
      placement: 'hybrid',
    }),
  ]);
  await applyAll(table, clicks);
  report('a click, alone in its batch', take(), clicks.length);
  // Pages of 25 sessions together, as the consumer of a busy store gets them.
  const busy = Array.from({ length: 12 }, () => Array.from({ length: 25 }, (_, one) => pageOf(`busy-${one}`)).flat());
  await applyAll(table, busy);
  report('1,000 events of 25 sessions in a batch', take(), busy.flat().length / 1_000);

  const orders = quiet.slice(0, 100).map(([view], index) => {
    const at = new Date(startMs + (ids + index) * 1_000).toISOString();
    const lines = Array.from({ length: 2 }, () => ({
      productId: anyProduct(),
      quantity: 1,
      refundedQuantity: 0,
      unitPrice: { amount: 1_000, currency: 'GBP' },
    }));
    const buyer = { customerId: `customer-${index}`, sessionId: view!.sessionId };
    return {
      orderId: `order-${index}`,
      ...buyer,
      status: 'placed',
      currency: 'GBP',
      lines,
      orderedAt: at,
      updatedAt: at,
    } as const;
  });
  const store = makeOrderStore(table);
  for (const order of orders) await store.upsertMany(companyId, [order]);
  report('an order with its history of purchases', take(), orders.length);
  const attribution = makeAttributionStore(table, makeCostsOf(table));
  const terms = { timeZone: 'Europe/Berlin', ...defaultAttributionSettings };
  for (const { orderId, updatedAt: now } of orders) {
    await attribution.attribute({ companyId, orderIds: [orderId], events: [], terms, counterShard: 0, now });
  }
  report('the credit of an order', take(), orders.length);

  const reader = makeReaderStores(table);
  for (const { productId } of catalog) {
    await reader.rows.get(companyId, 'm1', productId);
    await reader.products.getMany(companyId, [productId, ...anyList(), ...anyList()]);
  }
  report('row and cards of a list, nothing in memory', take(), products);
  await loadSettings(table, companyId);
  report('the settings of a company', take(), 1);
};

const started = await startTestTable();
if (started) await measure(started.table).finally(() => started.close());
