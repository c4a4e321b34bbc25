import { writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { recordTypeOf } from '#contracts/events/stream-record';
import { type Partitioned, stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { ShopEvent } from '#core/events/shop-event';
import { eventPartitionFile, orderPartitionFile, parsePartitionKey } from '#core/models/run-files';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import type { PartitionTally } from '#lambdas/shared/run-content';

/** The records, and behind them how many there were. */
async function* withTally(
  records: AsyncIterable<unknown>,
  tally: { records: number; duplicates: number },
): AsyncGenerator<unknown> {
  for await (const record of records) {
    tally.records += 1;
    yield record;
  }
  yield { tally } satisfies PartitionTally;
}

/** Impressions are most of an archive and teach nothing; what a page or browser was is not needed either. */
async function* trainingEvents(
  events: AsyncIterable<ShopEvent>,
  tally: { duplicates: number },
): AsyncGenerator<ShopEvent> {
  const seen = new Set<string>();
  for await (const { context: _context, ...event } of events) {
    if (seen.has(event.eventId)) tally.duplicates += 1;
    else if (recordTypeOf(event.type) !== 'impression') yield event;
    seen.add(event.eventId);
  }
}

const partitionOrders = async (deps: PipelineDependencies, run: TrainingRun, month: string): Promise<Partitioned> => {
  const file = orderPartitionFile(run, month);
  const orders = deps.orders.streamMonth(run.companyId, month);
  await deps.artifacts.put(file, await writeNdjsonStream(withTally(orders, { records: 0, duplicates: 0 })));
  return { kind: 'orders', file };
};

/** A day of which nothing new came in since an earlier run is not read again. */
const partitionEvents = async (deps: PipelineDependencies, companyId: string, day: string): Promise<Partitioned> => {
  const file = eventPartitionFile(companyId, day, await deps.archive.fingerprint(companyId, day));
  const [existing] = await deps.artifacts.list(file);
  if (existing === undefined) {
    const tally = { records: 0, duplicates: 0 };
    const events = trainingEvents(deps.archive.streamDay(companyId, day), tally);
    await deps.artifacts.put(file, await writeNdjsonStream(withTally(events, tally)));
  }
  return { kind: 'events', file };
};

/** Turns one month of orders, or one day of archived events, into a compact file without duplicates. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('PartitionRecords', stepInputs.partition, deps, async ({ run, partition }) => {
    const parsed = parsePartitionKey(partition);
    const result = await (parsed.kind === 'orders'
      ? partitionOrders(deps, run, parsed.month)
      : partitionEvents(deps, run.companyId, parsed.day));
    return { run, part: partition, result };
  });

export const handler = makeHandler(pipelineDependencies());
