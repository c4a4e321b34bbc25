import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { batchUpsertOrders } from '#contracts/api/orders';
import { demoUser } from '#local/cloud/demo-user';
import { type LocalCloud, startLocalCloud } from '#local/cloud/start-local-cloud';
import { demoCurrency, makeDemoCatalog, type StockedProduct } from '#local/demo/catalog';
import { demoCompanyId, type SeedOptions, type StoreKeys, seedStore } from '#local/demo/seed-store';
import type { PlaceOrder } from '#local/demo/storefront/cart-desk';
import { type Storefront, startStorefront } from '#local/demo/storefront/start-storefront';
import { type ModelReport, trainStore } from '#local/demo/train-store';
import { makeApiClient } from '#scripts/api-client';

export interface DemoOptions {
  readonly assemblyDir: string;
  /** Where state is kept between starts; in memory when absent. */
  readonly dataDir?: string;
  /** First port of the local cloud; 0 takes free ports. */
  readonly port: number;
  /** Port of the storefront; 0 takes a free one. */
  readonly storefrontPort: number;
  readonly orders?: number;
  readonly sessions?: number;
  /** Told in sentences what is going on. */
  readonly report: (line: string) => void;
  readonly onProgress?: SeedOptions['onProgress'];
}

export interface Demo {
  readonly cloud: LocalCloud;
  readonly storefront: Storefront;
  readonly companyId: string;
  readonly keys: StoreKeys;
  readonly ownerToken: string;
  readonly catalog: readonly StockedProduct[];
  /** The model trained at this start; undefined when an earlier start had trained one. */
  readonly model: ModelReport | undefined;
  readonly close: () => Promise<void>;
}

/** Asks the system for a port that nobody uses. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Orders of the demo's cart page, at the prices that the shop's server reckoned. */
const placeOrder =
  (cloud: LocalCloud, keys: StoreKeys): PlaceOrder =>
  async ({ sessionId, lines }) => {
    const orderId = `web-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    const orderedAt = new Date().toISOString();
    const order = { orderId, sessionId, currency: demoCurrency, orderedAt, lines: [...lines] };
    const client = makeApiClient({ apiUrl: cloud.apiUrl, token: keys.secretKey });
    const answer = await client.call(batchUpsertOrders, { body: { orders: [order] } });
    if (answer.rejected > 0) throw new Error('The order was rejected');
    return { orderId };
  };

const keysFile = (dataDir: string): string => join(dataDir, 'demo-keys.json');

const rememberedKeys = (dataDir: string | undefined): StoreKeys | undefined =>
  dataDir && existsSync(keysFile(dataDir))
    ? (JSON.parse(readFileSync(keysFile(dataDir), 'utf8')) as StoreKeys)
    : undefined;

interface Opening {
  readonly cloud: LocalCloud;
  readonly catalog: readonly StockedProduct[];
  readonly options: DemoOptions;
  readonly ownerToken: string;
}

const openStore = async ({
  cloud,
  catalog,
  options,
  ownerToken,
}: Opening): Promise<{ keys: StoreKeys; model: ModelReport }> => {
  const { report, dataDir, orders = 3_000, sessions = 1_500, onProgress = () => undefined } = options;
  const now = new Date().toISOString();
  report(`Opening the demo store: ${catalog.length} products, ${orders} orders, ${sessions} visits`);
  const keys = await seedStore({ apiUrl: cloud.apiUrl, ownerToken, catalog, now, orders, sessions, onProgress });
  await cloud.drainStreams();
  report('Training its first model');
  const model = await trainStore({
    cloud,
    companyId: demoCompanyId,
    token: ownerToken,
    onStep: (state) => report(`  ${state}`),
  });
  if (dataDir) writeFileSync(keysFile(dataDir), JSON.stringify(keys), { mode: 0o600 });
  return { keys, model };
};

/** Starts the local cloud with the demo store in it, trained and served, with its storefront beside it. */
export const startDemo = async (options: DemoOptions): Promise<Demo> => {
  const { assemblyDir, dataDir, port, report } = options;
  const storefrontPort = options.storefrontPort || (await freePort());
  const catalog = makeDemoCatalog({
    now: new Date().toISOString(),
    shopUrl: `http://127.0.0.1:${storefrontPort}`,
  });
  const cloud = await startLocalCloud({ assemblyDir, dataDir, port, users: [demoUser] });
  try {
    const ownerToken = await cloud.issueToken(demoUser.sub);
    const known = rememberedKeys(dataDir);
    const { keys, model } = known
      ? { keys: known, model: undefined }
      : await openStore({ cloud, catalog, options, ownerToken });
    if (known) report('The demo store is open already; nothing was changed');
    const storefront = await startStorefront({
      port: storefrontPort,
      apiUrl: cloud.webUrl,
      companyId: demoCompanyId,
      catalog: catalog.map(({ product }) => product),
      currency: demoCurrency,
      widgetUrl: `${cloud.webUrl}/widgets/smart-upsell.js`,
      placeOrder: placeOrder(cloud, keys),
    });
    const close = async () => {
      await storefront.close();
      await cloud.close();
    };
    return { cloud, storefront, companyId: demoCompanyId, keys, ownerToken, catalog, model, close };
  } catch (error) {
    await cloud.close();
    throw error;
  }
};
