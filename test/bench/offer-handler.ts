import { putCart } from '#contracts/api/carts';
import { getCartOffers } from '#contracts/api/upsell';
import type { Demo } from '#local/demo/start-demo';
import { coldHandlerOf, describeCalls, environmentOf, silently, timed } from '#test/bench/handler-latency';
import { median, ms, quantile } from '#test/bench/percentile';
import { startRecordingProxy } from '#test/bench/recording-proxy';
import { callOperation } from '#test/support/call-operation';
import { httpEvent } from '#test/support/http-event';

const cartIds = Array.from({ length: 20 }, (_, index) => `bench-cart-${index}`);
const linesOfCart = 5;
const rounds = 20;

/** Carts of neighbouring products of the catalog, stored as pages store them. */
const storeCarts = async ({ cloud, companyId, catalog }: Demo): Promise<void> => {
  for (const [index, cartId] of cartIds.entries()) {
    const start = (index * linesOfCart) % Math.max(1, catalog.length - linesOfCart);
    const lines = catalog
      .slice(start, start + linesOfCart)
      .map(({ product }) => ({ productId: product.productId, quantity: 1 + (index % 3) }));
    const call = { params: { cartId }, query: { companyId }, body: { lines, sessionId: cartId } };
    const { status, text } = await callOperation(cloud.apiUrl, putCart, call);
    if (status !== 200) throw new Error(`${cartId} was not stored: ${status} ${text}`);
  }
};

/** Counts what the offers of a cart read, cold and warm, and times the handler alone. */
export const benchOfferHandler = async (demo: Demo, print: (line: string) => void): Promise<void> => {
  await storeCarts(demo);
  const proxy = await startRecordingProxy(demo.cloud.endpoints.dynamodb);
  Object.assign(process.env, environmentOf(demo, proxy.url));
  const query = { companyId: demo.companyId };
  const events = cartIds.map((cartId) => httpEvent(getCartOffers, { params: { cartId }, query }));
  const handler = coldHandlerOf(getCartOffers);
  for (const state of ['new environment, its first request ', 'the same cart again               ']) {
    const before = proxy.calls.length;
    await silently(() => timed(handler, events[0]!));
    print(`  ${state}    ${describeCalls(proxy.calls.slice(before))}`);
  }
  const warm: number[] = [];
  await silently(async () => {
    for (const event of events) await timed(handler, event);
    for (let round = 0; round < rounds; round += 1) for (const event of events) warm.push(await timed(handler, event));
  });
  print(`  latency, products in memory            p50 ${ms(median(warm))}   p99 ${ms(quantile(warm, 0.99))}`);
  await proxy.close();
};
