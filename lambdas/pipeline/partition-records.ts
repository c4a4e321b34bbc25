import { writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { recordTypeOf } from '#contracts/events/stream-record';
import { stepInputs } from '#contracts/pipeline/run';
import type { ShopEvent } from '#core/events/shop-event';
import { type Partition, parsePartitionKey, partitionFile } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';

interface Tally {
  records: number;
  duplicates: number;
}

async function* counted<T>(records: AsyncIterable<T>, tally: Tally): AsyncGenerator<T> {
  for await (const record of records) {
    tally.records += 1;
    yield record;
  }
}

/** Impressions are most of an archive and teach nothing; what a page or browser was is not needed either. */
async function* trainingEvents(events: AsyncIterable<ShopEvent>, tally: Tally): AsyncGenerator<ShopEvent> {
  const seen = new Set<string>();
  for await (const { context: _context, ...event } of events) {
    if (seen.has(event.eventId)) tally.duplicates += 1;
    else if (recordTypeOf(event.type) !== 'impression') yield event;
    seen.add(event.eventId);
  }
}

const recordsOf = (
  { orders, archive }: PipelineDependencies,
  companyId: string,
  partition: Partition,
  tally: Tally,
): AsyncIterable<Order | ShopEvent> =>
  partition.kind === 'orders'
    ? counted(orders.streamMonth(companyId, partition.month), tally)
    : counted(trainingEvents(archive.streamDay(companyId, partition.day), tally), tally);

/** Turns one month of orders, or one day of archived events, into a compact file without duplicates. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('PartitionRecords', stepInputs.partition, deps, async ({ run, partition }) => {
    const parsed = parsePartitionKey(partition);
    const tally = { records: 0, duplicates: 0 };
    const content = await writeNdjsonStream(recordsOf(deps, run.companyId, parsed, tally));
    await deps.artifacts.put(partitionFile(run, partition), content);
    const counts = { [parsed.kind]: tally.records, duplicatesInPartitions: tally.duplicates };
    return { run, part: partition, counts, result: { records: tally.records } };
  });

export const handler = makeHandler(pipelineDependencies());
