import * as z from 'zod';
import { writeNdjson, writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { recordTypeOf } from '#contracts/events/stream-record';
import { type Partitioned, stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { ShownCounter, ShownToCounter } from '#core/analytics/shown-counts';
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent } from '#core/events/shop-event';
import {
  eventCountFile,
  eventPartitionFile,
  orderPartitionFile,
  parsePartitionKey,
  shownCountFile,
  shownToFile,
} from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import type { PartitionTally } from '#lambdas/shared/run-content';

interface Tally {
  records: number;
  duplicates: number;
}

/** The records, and behind them how many there were. @param count is told of each record. */
async function* withTally<T>(
  records: AsyncIterable<T>,
  tally: Tally,
  count: (record: T) => void,
): AsyncGenerator<unknown> {
  for await (const record of records) {
    tally.records += 1;
    count(record);
    yield record;
  }
  yield { tally } satisfies PartitionTally;
}

/**
 * Impressions are most of an archive and teach nothing: they are counted for the reports and left out. Robots teach the
 * wrong thing; what a page or browser was is not needed.
 */
async function* trainingEvents(
  events: AsyncIterable<ShopEvent>,
  tally: Pick<Tally, 'duplicates'>,
  onImpression: (event: ShopEvent) => void,
): AsyncGenerator<ShopEvent> {
  const seen = new Set<string>();
  for await (const { context: _context, ...event } of events) {
    if (event.isBot) continue;
    const identity = eventIdentity(event);
    if (seen.has(identity)) tally.duplicates += 1;
    else if (recordTypeOf(event.type) === 'impression') onImpression(event);
    else yield event;
    seen.add(identity);
  }
}

const newTally = (): Tally => ({ records: 0, duplicates: 0 });

const countSchema = z.object({ interactions: z.number().int() });

const isThere = async ({ artifacts }: PipelineDependencies, key: string): Promise<boolean> =>
  (await artifacts.list(key)).length > 0;

const toJson = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

const partitionOrders = async (deps: PipelineDependencies, run: TrainingRun, month: string): Promise<Partitioned> => {
  const file = orderPartitionFile(run, month);
  let interactions = 0;
  const counted = withTally(deps.orders.streamMonth(run.companyId, month), newTally(), ({ lines }: Order) => {
    interactions += lines.length;
  });
  await deps.artifacts.put(file, await writeNdjsonStream(counted));
  return { kind: 'orders', file, interactions };
};

/** A day of which nothing new came in since an earlier run is not read again. */
const partitionEvents = async (deps: PipelineDependencies, companyId: string, day: string): Promise<Partitioned> => {
  const fingerprint = await deps.archive.fingerprint(companyId, day);
  const file = eventPartitionFile(companyId, day, fingerprint);
  const countFile = eventCountFile(companyId, day, fingerprint);
  const shownFile = shownCountFile(companyId, day, fingerprint);
  if ((await isThere(deps, countFile)) && (await isThere(deps, shownFile))) {
    const count = countSchema.parse(JSON.parse(Buffer.from(await deps.artifacts.get(countFile)).toString('utf8')));
    return { kind: 'events', file, ...count };
  }
  let interactions = 0;
  const tally = newTally();
  const [shown, shownTo] = [new ShownCounter(), new ShownToCounter()];
  const events = trainingEvents(deps.archive.streamDay(companyId, day), tally, (event) => {
    shown.add(event);
    shownTo.add(event);
  });
  const counted = withTally(events, tally, ({ productIds }) => {
    interactions += productIds?.length ?? 1;
  });
  await deps.artifacts.put(file, await writeNdjsonStream(counted));
  await deps.artifacts.put(shownToFile(companyId, day, fingerprint), writeNdjson(shownTo.finish()));
  await deps.artifacts.put(shownFile, toJson(shown.finish()));
  await deps.artifacts.put(countFile, toJson({ interactions }));
  return { kind: 'events', file, interactions };
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
