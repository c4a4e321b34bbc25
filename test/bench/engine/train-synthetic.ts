import { availableParallelism } from 'node:os';
import { RowThreads } from '#adapters/threads/row-threads';
import { relations } from '#core/recommend/relation';
import { TrainingDataBuilder } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { trainingSteps } from '#core/training/train-relation';
import { SyntheticStore } from '#test/bench/engine/synthetic-store';

/** Builds the log of a synthetic store from its records and trains all of it; prints its own times and peak memory as JSON. */
const interactions = Number(process.argv[2]);
const threads = new RowThreads(Number(process.argv[3] ?? availableParallelism()));
const store = new SyntheticStore(interactions);
const peakMebibytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const builder = new TrainingDataBuilder(
  store.products.map(({ productId }) => productId),
  { now: '2027-01-01T00:00:00Z', windowDays: 540 },
);
let logMs = 0;
const timed = <T>(work: () => T): T => {
  const startedAt = performance.now();
  const result = work();
  logMs += performance.now() - startedAt;
  return result;
};
for (const { events, orders } of store.chunks(10_000)) {
  timed(() => {
    for (const event of events) builder.addEvent(event);
    for (const order of orders) builder.addOrder(order);
  });
}
const data = timed(() => builder.finish());
const logMebibytes = peakMebibytes();

const seconds: Record<string, number> = { log: logMs / 1000 };
let candidates = 0;
for (const relation of relations) {
  const startedAt = performance.now();
  const trained = await threads.run(trainingSteps(relation, data, store.products, defaultTrainingParameters));
  seconds[relation] = (performance.now() - startedAt) / 1000;
  candidates += trained.candidates.length;
}
const startedAt = performance.now();
trainPopularity(data, store.products, defaultTrainingParameters);
seconds.popularity = (performance.now() - startedAt) / 1000;
await threads.close();

const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    interactions: data.baskets.items.length + data.sessions.items.length,
    products: store.products.length,
    orders: data.baskets.offsets.length - 1,
    sessions: data.sessions.offsets.length - 1,
    candidates,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    logMebibytes,
    peakMebibytes: peakMebibytes(),
  }),
);
