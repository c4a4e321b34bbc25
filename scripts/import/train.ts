import { setTimeout as sleep } from 'node:timers/promises';
import { listProducts } from '#contracts/api/catalog';
import { getModel, trainModel } from '#contracts/api/models';
import { getProductRecommendations } from '#contracts/api/recommendations';
import { type ApiClient, type CallResult, makeApiClient } from '#scripts/api-client';
import { patiently } from './patiently.ts';

type Product = CallResult<typeof listProducts>['data'][number];
export type TrainingReport = CallResult<typeof getModel>;

const pollMs = 500;

/** Trains the store's model and waits for the end of the run. @throws Error with the run's failure */
export const train = async (client: ApiClient, companyId: string): Promise<TrainingReport> => {
  const query = { companyId };
  const { modelVersion } = await client.call(trainModel, { query, body: {} });
  for (;;) {
    const model = await patiently(() => client.call(getModel, { params: { modelVersion }, query }));
    if (model.status === 'failed') throw new Error(`The training failed: ${model.failure ?? 'no cause was given'}`);
    if (model.status !== 'training' && model.status !== 'ready') return model;
    await sleep(pollMs);
  }
};

const allProducts = async (client: ApiClient, companyId: string): Promise<Product[]> => {
  const products: Product[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(listProducts, { query: { companyId, limit: 100, cursor } });
    products.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return products;
};

/** Candidates spread evenly over the catalog, so that the examples are not chosen to please. */
const spread = <T>(values: readonly T[], count: number): T[] =>
  Array.from({ length: Math.min(count, values.length) }, (_, i) => values[Math.floor((i * values.length) / count)]!);

/** Ten products of the catalog with what is recommended beside them, as text. */
export const exampleRecommendations = async (
  client: ApiClient,
  { apiUrl, companyId }: { apiUrl: string; companyId: string },
): Promise<string> => {
  const storefront = makeApiClient({ apiUrl });
  const lines: string[] = [];
  for (const { productId, title } of spread(await allProducts(client, companyId), 10)) {
    const list = await storefront.call(getProductRecommendations, {
      params: { productId },
      query: { companyId, limit: 4 },
    });
    lines.push(`  ${productId}  ${title}  (${list.source})`);
    for (const { title: other, reason } of list.items) lines.push(`      ${other} – ${reason.text}`);
  }
  return lines.join('\n');
};
