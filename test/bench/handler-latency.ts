import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { getProductRecommendations } from '#contracts/api/recommendations';
import { handlerPath, type Operation } from '#contracts/operation';
import type { Demo } from '#local/demo/start-demo';
import { median, ms, quantile } from '#test/bench/percentile';
import { startRecordingProxy, type TableCall } from '#test/bench/recording-proxy';
import { httpEvent } from '#test/support/http-event';

type Handler = (event: APIGatewayProxyEventV2, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

/** Loads the bundle of an operation afresh: a new execution environment, as after a cold start. */
export const coldHandlerOf = (operation: Operation): Handler => {
  const bundle = join(process.cwd(), 'dist', handlerPath(operation), 'index.cjs');
  const require = createRequire(import.meta.url);
  delete require.cache[bundle];
  return (require(bundle) as { handler: Handler }).handler;
};

export const environmentOf = ({ cloud }: Demo, tableUrl: string): Record<string, string> => ({
  ...cloud.clientEnvironment,
  AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
  STAGE: 'local',
  SERVICE_VERSION: 'bench',
  TABLE_NAME: cloud.resourceId('Table'),
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'SmartUpsell',
  LOG_LEVEL: 'ERROR',
  RATE_LIMIT_PER_SECOND: '1000000',
  RATE_LIMIT_BURST: '1000000',
  DEFAULT_PLAN: 'none',
});

/** The handler's log and metric lines are part of its work, but not of the report. */
export const silently = async <T>(work: () => Promise<T>): Promise<T> => {
  const { log } = console;
  const { write } = process.stdout;
  console.log = () => undefined;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    console.log = log;
    process.stdout.write = write;
  }
};

export const timed = async (handler: Handler, event: APIGatewayProxyEventV2): Promise<number> => {
  const startedAt = performance.now();
  const answer = await handler(event, {});
  if (answer.statusCode !== 200) throw new Error(`The handler answered ${answer.statusCode}: ${answer.body}`);
  return performance.now() - startedAt;
};

export const describeCalls = (calls: readonly TableCall[]): string =>
  calls.length === 0
    ? '0 reads'
    : `${calls.length} reads, ${calls.reduce((sum, { readUnits }) => sum + readUnits, 0)} units (${calls.map(({ action }) => action).join(', ')})`;

const coldHandler = (): Handler => coldHandlerOf(getProductRecommendations);

/** Times the recommendations handler alone, with a table that answers from memory, and counts what it reads. */
export const benchHandler = async (demo: Demo, print: (line: string) => void): Promise<void> => {
  const proxy = await startRecordingProxy(demo.cloud.endpoints.dynamodb);
  Object.assign(process.env, environmentOf(demo, proxy.url));
  const eventOf = (productId: string) =>
    httpEvent(getProductRecommendations, { params: { productId }, query: { companyId: demo.companyId } });
  const events = demo.catalog.slice(0, 200).map(({ product }) => eventOf(product.productId));
  const callsOf = async (handler: Handler, event: APIGatewayProxyEventV2): Promise<TableCall[]> => {
    const before = proxy.calls.length;
    await silently(() => timed(handler, event));
    return proxy.calls.slice(before);
  };
  const handler = coldHandler();
  print(`  new environment, its first request     ${describeCalls(await callsOf(handler, events[0]!))}`);
  print(`  product not in memory                  ${describeCalls(await callsOf(handler, events[1]!))}`);
  print(`  product in memory                      ${describeCalls(await callsOf(handler, events[1]!))}`);

  const coldProducts: number[] = [];
  const warm: number[] = [];
  await silently(async () => {
    for (const event of events) await timed(handler, event);
    for (let round = 0; round < 5; round += 1) {
      const fresh = coldHandler();
      await timed(fresh, events[0]!);
      for (const event of events.slice(1)) coldProducts.push(await timed(fresh, event));
      for (let again = 0; again < 5; again += 1) for (const event of events) warm.push(await timed(fresh, event));
    }
  });
  print(
    `  latency, product not in memory         p50 ${ms(median(coldProducts))}   p99 ${ms(quantile(coldProducts, 0.99))}`,
  );
  print(`  latency, product in memory             p50 ${ms(median(warm))}   p99 ${ms(quantile(warm, 0.99))}`);
  await proxy.close();
};
