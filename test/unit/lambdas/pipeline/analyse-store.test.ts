import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { dayOfPartition, eventPartitionFile, shownCountFile, shownToFile } from '#core/models/run-files';
import { makeHandler as partitionRecords } from '#lambdas/pipeline/partition-records';
import { type PipelineFakes, pipelineFakes } from '#test/support/pipeline-fakes';
import { plantedShop, view } from '#test/support/planted-shop';
import { runRetraining } from '#test/support/retrain-machine';

const startedAt = '2026-11-20T03:15:00.000Z';
const companyId = 'acme-shop';

const listShown = (number: number, productIds: readonly string[], at: string) => ({
  ...view(number, 'p01', at),
  eventId: `shown-${number}`,
  type: 'recommendation_impression' as const,
  productIds,
});

const placementDay = (placement: string, impressions: number, clicks: number): RollUpRow => ({
  date: '2026-11-10',
  dimension: dimensionOf({ scope: 'recommendation', placement, relation: 'also-viewed' }),
  counts: { impressions, clicks },
});

const setUp = (): PipelineFakes => {
  const planted = plantedShop();
  const shown = listShown(1, ['p05', 'p06'], '2026-11-19T10:00:00.000Z');
  const deps = pipelineFakes({ ...planted, events: [...planted.events, shown] }, startedAt);
  deps.state.rollUps.push(placementDay('footer', 5000, 2), placementDay('product', 5000, 200));
  return deps;
};

describe('the reports of a night', () => {
  it('tell which products are bought together, recounted from the orders', async () => {
    const deps = setUp();
    expect((await runRetraining(deps)).status).toBe('succeeded');
    const report = await deps.reports.get(companyId, 'affinity');
    const { orders } = plantedShop();
    const withAll = (...ids: string[]) =>
      orders.filter(({ lines }) => ids.every((id) => lines.some(({ productId }) => productId === id))).length;
    expect(report?.origin).toMatchObject({ orders: orders.length, sampleShare: 1, computedAt: expect.any(String) });
    expect(report?.pairs[0]).toMatchObject({
      first: { productId: 'p01', orders: withAll('p01') },
      second: { productId: 'p02', orders: withAll('p02') },
      orders: withAll('p01', 'p02'),
      isBeyondChance: true,
      isListed: true,
    });
  });

  it('find the planted pair that nobody was shown, and the placement that nobody clicks', async () => {
    const deps = setUp();
    await runRetraining(deps);
    const found = (await deps.reports.get(companyId, 'opportunities'))?.opportunities ?? [];
    expect(found.find(({ kind }) => kind === 'pair-not-shown')).toMatchObject({
      productIds: expect.arrayContaining(['p01', 'p02']),
      evidence: { listsWithPair: 1, shownFirst: 0, shownSecond: 0 },
    });
    const placements = found.filter(({ kind }) => kind === 'unclicked-placement');
    expect(placements).toMatchObject([{ placement: 'footer', evidence: { lists: 5000, clicks: 2 } }]);
  });

  it('do not miss a pair of which one was shown', async () => {
    const deps = setUp();
    await deps.archive.put({
      companyId,
      hour: '2026/11/18/10',
      name: 'shown',
      events: [listShown(2, ['p02'], '2026-11-18T10:00:00.000Z')],
    });
    await runRetraining(deps);
    const found = (await deps.reports.get(companyId, 'opportunities'))?.opportunities ?? [];
    expect(found.filter(({ productIds }) => productIds.includes('p02'))).toEqual([]);
  });

  it('are the same when every step runs twice', async () => {
    const [once, twice] = [setUp(), setUp()];
    await runRetraining(once);
    await runRetraining(twice, { twice: true });
    for (const name of ['affinity', 'opportunities', 'segments', 'audit'] as const) {
      const [a, b] = [await once.reports.get(companyId, name), await twice.reports.get(companyId, name)];
      expect({ ...b, origin: null }).toEqual({ ...a, origin: null });
    }
  });

  it('split customers, orders and visits by segment', async () => {
    const deps = setUp();
    await runRetraining(deps);
    const report = await deps.reports.get(companyId, 'segments');
    const { orders } = plantedShop();
    const byName = new Map(report?.segments.map((segment) => [segment.segment, segment]));
    const recency = (['new', 'returning', 'at-risk', 'lapsed'] as const).map((name) => byName.get(name));
    const customers = new Set(orders.map(({ customerId }) => customerId));
    expect(recency.reduce((sum, segment) => sum + (segment?.customers ?? 0), 0)).toBe(customers.size);
    expect(recency.reduce((sum, segment) => sum + (segment?.orders.EUR?.orders ?? 0), 0)).toBe(orders.length);
    expect(byName.get('guest')?.activity).toMatchObject({ listsShown: 1, views: expect.any(Number) });
  });

  it('tell what orders with credited lines are worth beside the others, and who placed them', async () => {
    const deps = setUp();
    const recent = plantedShop().orders.filter(({ orderedAt }) => orderedAt >= '2026-10-23T03:15');
    for (const { orderId } of recent.slice(0, 5)) deps.state.influenced.add(orderId);
    await runRetraining(deps);
    const report = await deps.reports.get(companyId, 'segments');
    expect(report?.orderValues).toMatchObject([
      { currency: 'EUR', with: { orders: 5, mean: 2000, low: null }, without: { orders: recent.length - 5 } },
    ]);
    const returning = report?.segments.find(({ segment }) => segment === 'returning');
    expect(returning?.recent).toEqual({ orders: recent.length, influencedOrders: 5 });
  });

  it('cost the night nothing when they fail: the model is live, last night’s reports stay', async () => {
    const deps = setUp();
    await runRetraining(deps);
    const before = await deps.reports.get(companyId, 'audit');
    const { status, tasks } = await runRetraining(deps, {
      input: { runName: '2026-11-21' },
      before: (state) => {
        if (state === 'AnalyseStore') throw new Error('No room');
      },
    });
    expect([status, tasks.at(-1)]).toEqual(['succeeded', 'ReportRun']);
    expect(await deps.reports.get(companyId, 'audit')).toEqual(before);
  });

  it('are made for an empty store, too', async () => {
    const deps = pipelineFakes({}, startedAt);
    expect((await runRetraining(deps)).status).toBe('succeeded');
    expect(await deps.reports.get(companyId, 'affinity')).toMatchObject({
      origin: { orders: 0, oldestOrderAt: null },
      pairs: [],
    });
  });
});

describe('what was shown on a day', () => {
  const partition = 'events/2026/11/19';
  const run = {
    companyId,
    runName: '2026-11-20',
    modelVersion: 'm20261120T031500Z-0001',
    startedAt,
    force: false,
    reason: 'nightly',
  };

  it('is counted without robots and repeats, and lies beside the partition', async () => {
    const shown = listShown(1, ['p1', 'p2', 'p1'], '2026-11-19T10:00:00.000Z');
    const robot = { ...listShown(2, ['p1'], '2026-11-19T11:00:00.000Z'), isBot: true };
    const deps = pipelineFakes({ events: [shown, shown, robot, listShown(3, ['p2'], '2026-11-19T12:00:00.000Z')] });
    const { file } = await partitionRecords(deps)({ run, partition });
    const counts = deps.artifacts.files.get(dayOfPartition(file).shown);
    expect(JSON.parse(Buffer.from(counts!).toString())).toEqual({ p1: 1, p2: 2 });
  });

  it('is counted again where an older run left only the partition', async () => {
    const deps = pipelineFakes({ events: [listShown(1, ['p1'], '2026-11-19T10:00:00.000Z')] });
    const { file } = await partitionRecords(deps)({ run, partition });
    deps.artifacts.files.delete(dayOfPartition(file).shown);
    await partitionRecords(deps)({ run, partition });
    expect(deps.artifacts.files.has(dayOfPartition(file).shown)).toBe(true);
  });

  it('has a file of its own for each day and state of the archive', () => {
    const file = eventPartitionFile(companyId, '2026/11/19', 'abc');
    expect(dayOfPartition(file)).toEqual({
      date: '2026-11-19',
      shown: shownCountFile(companyId, '2026/11/19', 'abc'),
      shownTo: shownToFile(companyId, '2026/11/19', 'abc'),
    });
    expect(() => dayOfPartition('runs/acme/2026-11-20/partitions/orders/2026-11.ndjson.gz')).toThrow('Not a partition');
  });
});
