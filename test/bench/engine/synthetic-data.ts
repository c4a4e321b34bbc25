import { TrainingDataBuilder } from '#core/training/interaction-log';
import type { TrainingData } from '#core/training/training-data';
import type { Stopwatch } from '#test/bench/engine/stopwatch';
import { SyntheticStore } from '#test/bench/engine/synthetic-store';

const recordsAtOnce = 10_000;

/** The log of a synthetic store, built record by record as the pipeline does; making up the records is not timed. */
export const syntheticData = (
  interactions: number,
  watch: Stopwatch,
): { readonly data: TrainingData; readonly store: SyntheticStore } => {
  const store = new SyntheticStore(interactions);
  const ids = store.products.map(({ productId }) => productId);
  const builder = new TrainingDataBuilder(ids, { now: '2027-01-01T00:00:00Z', windowDays: 540 });
  for (const { events, orders } of store.chunks(recordsAtOnce)) {
    const stop = watch.start('log');
    for (const event of events) builder.addEvent(event);
    for (const order of orders) builder.addOrder(order);
    stop();
  }
  const stop = watch.start('log');
  const data = builder.finish();
  stop();
  return { data, store };
};
