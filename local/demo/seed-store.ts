import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { batchUpsertOrders } from '#contracts/api/orders';
import { demoCurrency, type StockedProduct } from '#local/demo/catalog';
import { seedOffers } from '#local/demo/seed-offers';
import { tellShopperStory } from '#local/demo/shoppers';
import { type ApiClient, ApiError, makeApiClient } from '#scripts/api-client';

export const demoCompanyId = 'linden-and-clay';

export interface StoreKeys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

export interface SeedOptions {
  readonly apiUrl: string;
  /** Bearer token of the person who will own the store. */
  readonly ownerToken: string;
  readonly catalog: readonly StockedProduct[];
  readonly now: string;
  readonly orders: number;
  readonly sessions: number;
  /** Told what has been sent, for a progress display. */
  readonly onProgress: (what: 'products' | 'orders' | 'events', done: number, total: number) => void;
}

const batchSize = 100;

const issueKey = async (owner: ApiClient, kind: 'publishable' | 'secret'): Promise<string> => {
  const { key } = await owner.call(issueApiKey, {
    params: { companyId: demoCompanyId },
    body: { kind, label: `Demo ${kind} key` },
  });
  if (!key) throw new Error(`The ${kind} key was not shown`);
  return key;
};

/** Sends items in batches and stops at the first batch of which anything was rejected. */
const sendAll = async <T>(
  items: readonly T[],
  send: (batch: T[]) => Promise<{ readonly rejected: number; readonly results: readonly object[] }>,
  onProgress: (done: number, total: number) => void,
): Promise<void> => {
  for (let start = 0; start < items.length; start += batchSize) {
    const answer = await send(items.slice(start, start + batchSize));
    if (answer.rejected > 0) {
      const fault = answer.results.find((result) => 'errors' in result && result.errors !== undefined);
      throw new Error(`${answer.rejected} items were rejected, e.g. ${JSON.stringify(fault)}`);
    }
    onProgress(Math.min(start + batchSize, items.length), items.length);
  }
};

/** A start that was interrupted has left the company behind. */
const openCompany = async (owner: ApiClient): Promise<void> => {
  const company = {
    companyId: demoCompanyId,
    name: 'Linden & Clay',
    platform: 'custom',
    currency: demoCurrency,
    timeZone: 'Europe/Berlin',
  } as const;
  try {
    await owner.call(createCompany, { body: company });
  } catch (error) {
    if (!(error instanceof ApiError && error.problem?.code === 'conflict')) throw error;
  }
};

/**
 * Opens the demo store through the API alone, as any shop would: company, keys, catalog, offers, orders, visits. All ids
 * are the same each time, so that opening it again finishes what was interrupted and counts nothing twice.
 */
export const seedStore = async (options: SeedOptions): Promise<StoreKeys> => {
  const { apiUrl, ownerToken, catalog, now, orders, sessions, onProgress } = options;
  const owner = makeApiClient({ apiUrl, token: ownerToken });
  await openCompany(owner);
  const keys = { secretKey: await issueKey(owner, 'secret'), publishableKey: await issueKey(owner, 'publishable') };
  const server = makeApiClient({ apiUrl, token: keys.secretKey });
  const story = tellShopperStory({ catalog, now, orders, sessions });
  await sendAll(
    catalog.map(({ product: { svg: _, ...product } }) => product),
    (products) => server.call(batchUpsertProducts, { body: { products } }),
    (done, total) => onProgress('products', done, total),
  );
  await seedOffers(owner, demoCompanyId, catalog);
  await sendAll(
    story.orders,
    (batch) => server.call(batchUpsertOrders, { body: { orders: batch } }),
    (done, total) => onProgress('orders', done, total),
  );
  await sendAll(
    story.events,
    (events) => server.call(recordEvents, { query: { companyId: demoCompanyId }, body: { events } }),
    (done, total) => onProgress('events', done, total),
  );
  return keys;
};
