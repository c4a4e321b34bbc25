import { Agent, get } from 'node:http';
import type { Demo } from '#local/demo/start-demo';
import { median, ms, quantile } from '#test/bench/percentile';

const once = (url: string, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 || response.statusCode === 429
          ? resolve(response.statusCode === 200 ? performance.now() - startedAt : Number.NaN)
          : reject(new Error(`answered ${response.statusCode}`)),
      );
    }).on('error', reject);
  });

/** Asks for lists through the whole local cloud for a bounded time with a number of clients. */
export const benchThroughput = async (
  { cloud, companyId, catalog }: Demo,
  clients: number,
  seconds: number,
  print: (line: string) => void,
): Promise<void> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const urls = catalog.map(
    ({ product }) => `${cloud.apiUrl}/api/products/${product.productId}/recommendations?companyId=${companyId}`,
  );
  const latencies: number[] = [];
  let limited = 0;
  let next = 0;
  const endAt = performance.now() + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < endAt) {
      const latency = await once(urls[next++ % urls.length]!, agent);
      if (Number.isNaN(latency)) limited += 1;
      else latencies.push(latency);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  const rate = Math.round(latencies.length / seconds);
  const note = limited > 0 ? `   (${limited} refused by the rate limit)` : '';
  print(
    `  ${String(clients).padStart(2)} clients  ${String(rate).padStart(6)} requests/s   p50 ${ms(median(latencies))}   p99 ${ms(quantile(latencies, 0.99))}${note}`,
  );
};
