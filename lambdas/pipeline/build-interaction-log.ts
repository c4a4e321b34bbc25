import { readNdjson } from '#adapters/s3/ndjson-file';
import { type Partitioned, stepInputs } from '#contracts/pipeline/run';
import type { ShopEvent } from '#core/events/shop-event';
import { runFiles } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { groupCount } from '#core/similarity/grouped-log';
import { TrainingDataBuilder } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { measureCounts, measureStore } from '#core/training/personalize/store-measures';
import { type PeopleSample, samplePeople } from '#core/training/sample-people';
import { serialiseTrainingData, type TrainingData } from '#core/training/training-data';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadCatalog, type PartitionTally } from '#lambdas/shared/run-content';

interface ReadCounts {
  orders: number;
  events: number;
  duplicatesInPartitions: number;
}

const isTally = (value: unknown): value is PartitionTally =>
  typeof value === 'object' && value !== null && 'tally' in value;

const addSampled = <T>(record: T, has: (record: T) => boolean, add: (record: T) => void): void => {
  if (has(record)) add(record);
};

/** What came in since the run began belongs to live learning (core/live): it corrects what this run will make. */
const isBefore = ({ receivedAt }: ShopEvent, startedAt: string): boolean => receivedAt < startedAt;

const addPartition = (
  builder: TrainingDataBuilder,
  kind: Partitioned['kind'],
  content: Uint8Array,
  { counts, sample, startedAt }: { counts: ReadCounts; sample: PeopleSample; startedAt: string },
): void => {
  for (const record of readNdjson(content)) {
    if (isTally(record)) {
      counts[kind] += record.tally.records;
      counts.duplicatesInPartitions += record.tally.duplicates;
    } else if (kind === 'orders') addSampled(record as Order, sample.hasOrder, (order) => builder.addOrder(order));
    else if (isBefore(record as ShopEvent, startedAt))
      addSampled(record as ShopEvent, sample.hasEvent, (event) => builder.addEvent(event));
  }
};

const countsOf = ({ productIds, baskets, customers, sessions, peopleCount, ignored }: TrainingData) => ({
  products: productIds.length,
  baskets: groupCount(baskets),
  customers: groupCount(customers),
  sessions: groupCount(sessions),
  people: peopleCount,
  ...Object.fromEntries(
    Object.entries(ignored).map(([name, count]) => [`ignored${name[0]?.toUpperCase()}${name.slice(1)}`, count]),
  ),
});

/**
 * Joins the partitions into one interaction log; duplicates across partitions are dropped by id. Of a store that is
 * larger than a function's memory the log holds a share of the people.
 */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('BuildInteractionLog', stepInputs.log, deps, async ({ run, partitions, share }) => {
    const productIds = (await loadCatalog(deps.artifacts, run)).map(({ productId }) => productId);
    const { windowDays } = defaultTrainingParameters;
    const builder = new TrainingDataBuilder(productIds, { now: run.startedAt, windowDays });
    const read = { orders: 0, events: 0, duplicatesInPartitions: 0 };
    const sample = samplePeople(share);
    for (const { kind, file } of partitions)
      addPartition(builder, kind, await deps.artifacts.get(file), { counts: read, sample, startedAt: run.startedAt });
    const data = builder.finish();
    await deps.artifacts.put(runFiles(run).trainingData, serialiseTrainingData(data));
    return {
      run,
      counts: { ...read, ...countsOf(data), ...measureCounts(measureStore(data)) },
      result: { products: productIds.length },
    };
  });

export const handler = makeHandler(pipelineDependencies());
