import fc from 'fast-check';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import type { TrainingRun } from '#contracts/pipeline/run';
import type { ShopEvent } from '#core/events/shop-event';
import { runFiles } from '#core/models/run-files';
import { deserialiseTrainingData, serialiseTrainingData } from '#core/training/training-data';
import { makeHandler as buildInteractionLog } from '#lambdas/pipeline/build-interaction-log';
import { makeHandler as partitionRecords } from '#lambdas/pipeline/partition-records';
import { type PipelineFakes, pipelineFakes } from '#test/support/pipeline-fakes';
import { order, product, view } from '#test/support/planted-shop';

const run: TrainingRun = {
  companyId: 'acme-shop',
  runName: '2026-11-20',
  modelVersion: 'm20261120T031500Z-0001',
  startedAt: '2026-11-20T03:15:00.000Z',
  force: false,
  reason: 'nightly',
};

const recordsOf = (deps: PipelineFakes, file: string) => [...readNdjson(deps.artifacts.files.get(file)!)];

describe('PartitionRecords', () => {
  const seen = view(1, 'p1', '2026-11-19T10:00:00.000Z');

  it('drops repeated events, impressions, and what a page or browser was', async () => {
    const deps = pipelineFakes({
      events: [
        { ...seen, context: { url: 'https://shop.example/p1', userAgent: 'Browser' }, consent: { analytics: false } },
        seen,
        { ...seen, eventId: 'event-2', type: 'recommendation_impression' },
        { ...seen, eventId: 'event-3', isBot: true },
        { ...seen, eventId: 'event-3', type: 'offer_impression' },
        { ...seen, eventId: 'event-4', type: 'purchase', orderId: 'o1' },
      ],
    });
    const { kind, file } = await partitionRecords(deps)({ run, partition: 'events/2026/11/19' });
    expect(kind).toBe('events');
    expect(recordsOf(deps, file)).toEqual([
      { ...seen, consent: { analytics: false } },
      { ...seen, eventId: 'event-4', type: 'purchase', orderId: 'o1' },
      { tally: { records: 2, duplicates: 1 } },
    ]);
  });

  it('reads a day again only when something new came in', async () => {
    const deps = pipelineFakes({ events: [seen] });
    const streamDay = jest.spyOn(deps.archive, 'streamDay');
    const partition = 'events/2026/11/19';
    const first = await partitionRecords(deps)({ run, partition });
    const nextNight = { ...run, runName: '2026-11-21' };
    expect(await partitionRecords(deps)({ run: nextNight, partition })).toEqual(first);
    expect(streamDay).toHaveBeenCalledTimes(1);
    await deps.archive.put({
      companyId: run.companyId,
      hour: '2026/11/19/23',
      name: 'late',
      events: [view(2, 'p2', '2026-11-19T23:00:00.000Z')],
    });
    const third = await partitionRecords(deps)({ run: nextNight, partition });
    expect(third.file).not.toBe(first.file);
    expect(recordsOf(deps, third.file)).toHaveLength(3);
  });

  it('takes the orders of one month', async () => {
    const orders = [order(1, ['p1'], '2026-10-31T23:59:59.000Z'), order(2, ['p2'], '2026-11-01T00:00:00.000Z')];
    const deps = pipelineFakes({ orders });
    const { file } = await partitionRecords(deps)({ run, partition: 'orders/2026-10' });
    expect(file).toBe('runs/acme-shop/2026-11-20/partitions/orders/2026-10.ndjson.gz');
    expect(recordsOf(deps, file)).toEqual([orders[0], { tally: { records: 1, duplicates: 0 } }]);
  });

  it('refuses what is no partition', async () => {
    await expect(partitionRecords(pipelineFakes())({ run, partition: '../secrets' })).rejects.toThrow(
      'Not a partition',
    );
  });
});

describe('BuildInteractionLog', () => {
  const products = ['p1', 'p2', 'p3'].map((id) => product(id));

  const logOf = async (events: readonly ShopEvent[]) => {
    const deps = pipelineFakes({ products, events });
    const days = await deps.archive.days(run.companyId, '2026/01/01');
    const partitions = await Promise.all(
      days.map((day) => partitionRecords(deps)({ run, partition: `events/${day}` })),
    );
    await deps.artifacts.put(runFiles(run).catalog, writeNdjson(products));
    await buildInteractionLog(deps)({ run, partitions, share: 1 });
    const data = deserialiseTrainingData(deps.artifacts.files.get('runs/acme-shop/2026-11-20/training-data.bin')!);
    return Buffer.from(serialiseTrainingData({ ...data, ignored: { ...data.ignored, duplicates: 0 } }));
  };

  it('is the same however often, on whichever day and in whichever order an archive holds an event', async () => {
    const events = Array.from({ length: 12 }, (_, index) =>
      view(index, `p${(index % 3) + 1}`, `2026-11-${10 + (index % 4)}T10:00:0${index % 10}.000Z`),
    );
    const expected = await logOf(events);
    const replay = fc.record({ index: fc.nat(11), day: fc.integer({ min: 10, max: 19 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(replay, { maxLength: 20 }), fc.boolean(), async (replays, reversed) => {
        const again = replays.map(({ index, day }) => ({
          ...events[index]!,
          receivedAt: `2026-11-${day}T11:00:00.000Z`,
        }));
        const archived = [...events, ...again];
        expect((await logOf(reversed ? archived.reverse() : archived)).equals(expected)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
