import { readNdjson, writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { type Partitioned, stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { Product } from '#core/catalog/product';
import type { ShopEvent } from '#core/events/shop-event';
import { runFiles } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { groupCount } from '#core/similarity/grouped-log';
import { TrainingDataBuilder } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { serialiseTrainingData, type TrainingData } from '#core/training/training-data';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import type { PartitionTally } from '#lambdas/shared/run-content';

async function* rememberingIds(products: AsyncIterable<Product>, ids: string[]): AsyncGenerator<Product> {
  for await (const product of products) {
    ids.push(product.productId);
    yield product;
  }
}

/** Writes the catalog down, so that every trainer of the run sees the same. @returns the ids */
const snapshotCatalog = async (deps: PipelineDependencies, run: TrainingRun): Promise<string[]> => {
  const ids: string[] = [];
  const content = await writeNdjsonStream(rememberingIds(deps.products.streamAll(run.companyId), ids));
  await deps.artifacts.put(runFiles(run).catalog, content);
  return ids;
};

interface ReadCounts {
  orders: number;
  events: number;
  duplicatesInPartitions: number;
}

const isTally = (value: unknown): value is PartitionTally =>
  typeof value === 'object' && value !== null && 'tally' in value;

const addPartition = (
  builder: TrainingDataBuilder,
  kind: Partitioned['kind'],
  content: Uint8Array,
  counts: ReadCounts,
): void => {
  for (const record of readNdjson(content)) {
    if (isTally(record)) {
      counts[kind] += record.tally.records;
      counts.duplicatesInPartitions += record.tally.duplicates;
    } else if (kind === 'orders') builder.addOrder(record as Order);
    else builder.addEvent(record as ShopEvent);
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

/** Joins the partitions into one interaction log; duplicates across partitions are dropped by id. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('BuildInteractionLog', stepInputs.partitions, deps, async ({ run, partitions }) => {
    const productIds = await snapshotCatalog(deps, run);
    const { windowDays } = defaultTrainingParameters;
    const builder = new TrainingDataBuilder(productIds, { now: run.startedAt, windowDays });
    const read = { orders: 0, events: 0, duplicatesInPartitions: 0 };
    for (const { kind, file } of partitions) addPartition(builder, kind, await deps.artifacts.get(file), read);
    const data = builder.finish();
    await deps.artifacts.put(runFiles(run).trainingData, serialiseTrainingData(data));
    return { run, counts: { ...read, ...countsOf(data) }, result: { products: productIds.length } };
  });

export const handler = makeHandler(pipelineDependencies());
