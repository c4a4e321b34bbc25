import { availableParallelism } from 'node:os';
import { RowThreads } from '#adapters/threads/row-threads';
import { relations } from '#core/recommend/relation';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { trainingSteps } from '#core/training/train-relation';
import { Stopwatch } from '#test/bench/engine/stopwatch';
import { syntheticData } from '#test/bench/engine/synthetic-data';
import type { TrainingFigures } from '#test/bench/engine/training-figures';

/** Builds the log of a synthetic store from its records and trains all of it; prints its own times and peak memory as JSON. */
const watch = new Stopwatch();
const { data, store } = syntheticData(Number(process.argv[2]), watch);
const threads = new RowThreads(Number(process.argv[3] ?? availableParallelism()));
const peakMebibytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const logMebibytes = peakMebibytes();
for (const relation of relations) {
  const steps = trainingSteps(relation, data, store.products, defaultTrainingParameters);
  await watch.time(relation, () => threads.run(steps));
}
await watch.time('popularity', () => trainPopularity(data, store.products, defaultTrainingParameters));
await threads.close();
const figures: TrainingFigures = {
  interactions: data.baskets.items.length + data.sessions.items.length,
  products: store.products.length,
  laps: watch.laps,
  logMebibytes,
  peakMebibytes: peakMebibytes(),
};
console.log(JSON.stringify(figures));
