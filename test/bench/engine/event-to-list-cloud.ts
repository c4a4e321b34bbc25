import { setTimeout as wait } from 'node:timers/promises';
import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { getProductRecommendations, getYouMightLike } from '#contracts/api/recommendations';
import { type Demo, startDemo } from '#local/demo/start-demo';
import { type ApiClient, makeApiClient } from '#scripts/api-client';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';
import { median, ms, quantile } from '#test/bench/percentile';

const visits = 20;
const askAgainMs = 10;
const patienceMs = { session: 5_000, trend: 70_000 };
let sent = 0;

const send = (shop: ApiClient, companyId: string, views: readonly (readonly [string, string])[]) =>
  shop.call(recordEvents, {
    query: { companyId },
    body: {
      events: views.map(([sessionId, productId]) => {
        sent += 1;
        return {
          eventId: `bench-view-${sent}`,
          type: 'product_view',
          occurredAt: new Date().toISOString(),
          sessionId,
          productId,
        };
      }),
    },
  });

/** Asks until the answer passes. @returns milliseconds since `startedAt`; NaN when patience ends */
const until = async (passes: () => Promise<boolean>, startedAt: number, mostMs: number): Promise<number> => {
  while (performance.now() - startedAt < mostMs) {
    if (await passes()) return performance.now() - startedAt;
    await wait(askAgainMs);
  }
  return Number.NaN;
};

/** From the moment in which a view is sent to the first answer of the same session that differs. */
const benchSessions = async ({ cloud, companyId, catalog }: Demo, print: (line: string) => void): Promise<void> => {
  const shop = makeApiClient({ apiUrl: cloud.apiUrl });
  const ids = catalog.map(({ product }) => product.productId);
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const sessionId = `bench-visit-${visit}`;
    const [page = '', seen = ''] = [ids[visit % ids.length], ids[(visit * 7 + 3) % ids.length]];
    const list = async () => {
      const { items } = await shop.call(getYouMightLike, {
        params: { productId: page },
        query: { companyId, sessionId },
      });
      return items.map(({ productId }) => productId).join();
    };
    const before = await list();
    const startedAt = performance.now();
    await send(shop, companyId, [[sessionId, seen]]);
    times.push(await until(async () => (await list()) !== before, startedAt, patienceMs.session));
  }
  const changed = times.filter((time) => !Number.isNaN(time));
  const count = `${changed.length} of ${visits} lists changed`;
  print(`  the same session's list     p50 ${ms(median(changed))}   p99 ${ms(quantile(changed, 0.99))}   ${count}`);
};

const openQuietShop = async ({ cloud, ownerToken }: Demo): Promise<string> => {
  const companyId = 'quiet-shop';
  const owner = makeApiClient({ apiUrl: cloud.apiUrl, token: ownerToken });
  await owner.call(createCompany, { body: { companyId, name: 'Quiet', currency: 'EUR', timeZone: 'UTC' } });
  const { key } = await owner.call(issueApiKey, { params: { companyId }, body: { kind: 'secret', label: 'Bench' } });
  const products = Array.from({ length: 12 }, (_, at) => ({
    productId: `q${at}`,
    title: `Thing ${at}`,
    categoryPath: [`Shelf ${at}`],
    prices: [{ amount: 1_000, currency: 'EUR' }],
  }));
  await makeApiClient({ apiUrl: cloud.apiUrl, token: key ?? '' }).call(batchUpsertProducts, { body: { products } });
  return companyId;
};

/** From the moment in which fifteen sessions come for a product to the first list of anybody that shows it as a trend. */
const benchTrend = async (demo: Demo, print: (line: string) => void): Promise<void> => {
  const companyId = await openQuietShop(demo);
  const shop = makeApiClient({ apiUrl: demo.cloud.apiUrl });
  const isTrending = async () => {
    const list = await shop.call(getProductRecommendations, { params: { productId: 'q0' }, query: { companyId } });
    return list.items.some(({ productId, relation }) => productId === 'q9' && relation === 'trending');
  };
  await send(
    shop,
    companyId,
    Array.from({ length: 40 }, (_, at) => [`s${at}`, `q${at % 8}`] as const),
  );
  await demo.cloud.drainStreams();
  await isTrending();
  const startedAt = performance.now();
  await send(
    shop,
    companyId,
    Array.from({ length: 15 }, (_, at) => [`burst${at}`, 'q9'] as const),
  );
  print(
    `  a trend in everybody's list     ${ms(await until(isTrending, startedAt, patienceMs.trend))}   memory keeps what trends for 30 s`,
  );
};

/** Over HTTP through the local cloud: API, stream, consumer, table, API. */
export const benchEventToListInCloud = async (print: (line: string) => void): Promise<void> => {
  buildLocal({ reuse: true });
  const size = { orders: 300, sessions: 200 };
  const demo = await startDemo({
    assemblyDir: localAssemblyDir,
    port: 0,
    storefrontPort: 0,
    ...size,
    report: () => undefined,
  });
  try {
    await benchSessions(demo, print);
    await benchTrend(demo, print);
  } finally {
    await demo.close();
  }
};

if (import.meta.main) await benchEventToListInCloud(console.log);
