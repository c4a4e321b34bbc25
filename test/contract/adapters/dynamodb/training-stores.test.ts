import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { makeEnrichmentStore, toItem as toEnrichmentItem } from '#adapters/dynamodb/enrichment-store';
import { makeLearnedBlendStore } from '#adapters/dynamodb/learned-blend-store';
import { makeModelStore } from '#adapters/dynamodb/model-store';
import { makePopularityStore } from '#adapters/dynamodb/popularity-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeTrainingRunStore } from '#adapters/dynamodb/training-run-store';
import { type Model, newModel } from '#core/models/model';
import type { EnrichmentStore } from '#core/ports/enrichment-store';
import type { LearnedBlendStore } from '#core/ports/learned-blend-store';
import type { ModelStore } from '#core/ports/model-store';
import type { PopularityStore } from '#core/ports/popularity-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import { ConflictError, InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import type { TrainingRunStore } from '#core/ports/training-run-store';
import {
  memoryEnrichmentStore,
  memoryLearnedBlendStore,
  memoryModelStore,
  memoryPopularityStore,
  memoryRowStore,
  memoryTrainingRunStore,
} from '#test/support/memory-stores';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T03:15:00.000Z';
const later = '2026-11-20T04:15:00.000Z';

const model = (companyId: string, modelVersion: string): Model =>
  newModel({ companyId, modelVersion, trainer: 'built-in', runName: 'run', reason: 'nightly', createdAt: now });

/** Runs the same guarantee against the table and against the memory that unit tests use. */
const onBoth = () => {
  const onTable = withTable();
  return <S>(fromTable: (table: Table) => S, inMemory: () => S) =>
    (title: string, run: (store: S) => Promise<void>): void => {
      onTable(`${title} (table)`, (table) => run(fromTable(table)));
      it(`${title} (memory)`, () => run(inMemory()));
    };
};

const both = onBoth();

describe('model store', () => {
  const on = both<ModelStore>(makeModelStore, memoryModelStore);

  on('creates a version once: a second attempt changes nothing', async (models) => {
    await models.create(model('create', 'm1'));
    await models.update('create', 'm1', { status: 'held' }, { now: later });
    await models.create(model('create', 'm1'));
    expect(await models.get('create', 'm1')).toEqual({ ...model('create', 'm1'), status: 'held', updatedAt: later });
    expect(await models.get('other', 'm1')).toBeUndefined();
  });

  on('lists newest first, page by page, and only the company asked for', async (models) => {
    for (const version of ['m1', 'm3', 'm2']) await models.create(model('list', version));
    await models.create(model('list-2', 'm9'));
    const first = await models.list('list', { limit: 2 });
    expect(first.data.map(({ modelVersion }) => modelVersion)).toEqual(['m3', 'm2']);
    const second = await models.list('list', { limit: 2, cursor: first.nextCursor! });
    expect(second.data.map(({ modelVersion }) => modelVersion)).toEqual(['m1']);
    expect(second.nextCursor).toBeNull();
    await expect(models.list('list', { limit: 2, cursor: 'made-up' })).rejects.toThrow(InvalidCursorError);
    expect((await models.listAll('list')).map(({ modelVersion }) => modelVersion)).toEqual(['m3', 'm2', 'm1']);
  });

  on('updates only from the states given, and never an absent model', async (models) => {
    await models.create(model('update', 'm1'));
    const decision = { accepted: false, reasons: ['worse'] };
    const updated = await models.update(
      'update',
      'm1',
      { status: 'held', decision },
      { now: later, from: ['training'] },
    );
    expect(updated).toEqual({ ...model('update', 'm1'), status: 'held', decision, updatedAt: later });
    const from = ['training', 'ready'] as const;
    await expect(models.update('update', 'm1', { status: 'failed' }, { now, from })).rejects.toThrow(ConflictError);
    await expect(models.update('update', 'm2', { status: 'failed' }, { now })).rejects.toThrow(ConflictError);
    expect(await models.get('update', 'm1')).toEqual(updated);
  });

  on('moves the pointer and both statuses together', async (models) => {
    for (const version of ['m1', 'm2']) await models.create(model('publish', version));
    expect(await models.live('publish')).toBeUndefined();
    await models.publish('publish', 'm1', { expectedVersion: 0, now });
    const second = await models.publish('publish', 'm2', { expectedVersion: 1, now: later });
    expect(second).toEqual({ modelVersion: 'm2', previousModelVersion: 'm1', version: 2, switchedAt: later });
    expect(await models.live('publish')).toEqual(second);
    expect((await models.listAll('publish')).map(({ status }) => status)).toEqual(['live', 'retired']);
  });

  on('publishing what is live already changes nothing', async (models) => {
    await models.create(model('again', 'm1'));
    const first = await models.publish('again', 'm1', { expectedVersion: 0, now });
    expect(await models.publish('again', 'm1', { expectedVersion: 0, now: later })).toMatchObject(first);
    expect((await models.live('again'))?.version).toBe(1);
  });

  on('lets one of two publications on the same pointer win, and leaves the other model alone', async (models) => {
    for (const version of ['m1', 'm2', 'm3']) await models.create(model('race', version));
    await models.publish('race', 'm1', { expectedVersion: 0, now });
    const attempts = await Promise.allSettled(
      ['m2', 'm3'].map((version) => models.publish('race', version, { expectedVersion: 1, now: later })),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = attempts.find((attempt) => attempt.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(VersionConflictError);
    expect((await models.listAll('race')).map(({ status }) => status).sort()).toEqual(['live', 'retired', 'training']);
  });

  on('never publishes a version whose rows were removed', async (models) => {
    for (const version of ['m1', 'm2']) await models.create(model('removed', version));
    await models.publish('removed', 'm1', { expectedVersion: 0, now });
    await models.update('removed', 'm2', { rowsRemovedAt: now }, { now });
    const attempt = models.publish('removed', 'm2', { expectedVersion: 1, now: later });
    await expect(attempt).rejects.toThrow(VersionConflictError);
    expect((await models.live('removed'))?.modelVersion).toBe('m1');
  });
});

describe('training run store', () => {
  const on = both<TrainingRunStore>(makeTrainingRunStore, memoryTrainingRunStore);
  const lease = (companyId: string, runName: string, changes = {}) => ({
    companyId,
    runName,
    modelVersion: `m-${runName}`,
    startedAt: now,
    leaseUntil: later,
    ...changes,
  });

  on('gives the lease to one run of a company; another company is not concerned', async (runs) => {
    expect(await runs.acquire(lease('lease', 'a'), now)).toMatchObject({ acquired: true, lease: lease('lease', 'a') });
    expect(await runs.acquire(lease('lease', 'b'), now)).toEqual({ acquired: false, holder: lease('lease', 'a') });
    expect(await runs.acquire(lease('lease-2', 'b'), now)).toMatchObject({ acquired: true });
  });

  on('keeps version and start when the same run asks again, and prolongs its lease', async (runs) => {
    await runs.acquire(lease('same', 'a'), now);
    const leaseUntil = '2026-11-20T06:00:00.000Z';
    const changed = lease('same', 'a', { modelVersion: 'other', startedAt: later, leaseUntil });
    expect(await runs.acquire(changed, later)).toEqual({ acquired: true, lease: lease('same', 'a', { leaseUntil }) });
    expect(await runs.get('same')).toEqual(lease('same', 'a', { leaseUntil }));
  });

  on('hands an expired lease on, and tells whose it was', async (runs) => {
    await runs.acquire(lease('expired', 'a'), now);
    const after = '2026-11-20T04:15:00.001Z';
    const attempt = await runs.acquire(lease('expired', 'b'), after);
    expect(attempt).toEqual({ acquired: true, lease: lease('expired', 'b'), expired: lease('expired', 'a') });
  });

  on('is released only by the run that holds it', async (runs) => {
    await runs.acquire(lease('release', 'a'), now);
    await runs.release('release', 'b');
    expect(await runs.get('release')).toEqual(lease('release', 'a'));
    await runs.release('release', 'a');
    await runs.release('release', 'a');
    expect(await runs.get('release')).toBeUndefined();
  });

  on('lets one of many runs that begin together through', async (runs) => {
    const attempts = await Promise.all(['a', 'b', 'c', 'd'].map((name) => runs.acquire(lease('together', name), now)));
    expect(attempts.filter(({ acquired }) => acquired)).toHaveLength(1);
  });
});

describe('recommendation row store', () => {
  const on = both<RecommendationRowStore>(makeRecommendationRowStore, memoryRowStore);
  const row = (productId: string, modelVersion: string) => ({
    productId,
    modelVersion,
    support: { baskets: 3, customers: 2, sessions: 1 },
    relations: { similar: [{ productId: 'Ünï 1', score: 1, pairCount: 0 }] },
  });

  on('reads back rows by product and version', async (rows) => {
    const written = Array.from({ length: 130 }, (_, index) => row(`p${index}`, 'm1'));
    await rows.putAll('rows', written);
    await rows.putAll('rows', [row('p1', 'm2')]);
    expect(await rows.get('rows', 'p1', 'm1')).toEqual(row('p1', 'm1'));
    expect(await rows.get('rows', 'p1', 'm3')).toBeUndefined();
    expect(await rows.get('other', 'p1', 'm1')).toBeUndefined();
    const ids = written.map(({ productId }) => productId);
    expect(await rows.getMany('rows', [...ids, 'none'], 'm1')).toHaveLength(130);
  });

  on('deletes the rows of one version only; absent ones do not matter', async (rows) => {
    await rows.putAll('delete', [row('p1', 'm1'), row('p2', 'm1'), row('p1', 'm2')]);
    await rows.deleteAll('delete', 'm1', ['p1', 'p2', 'none']);
    expect(await rows.getMany('delete', ['p1', 'p2'], 'm1')).toEqual([]);
    expect(await rows.get('delete', 'p1', 'm2')).toEqual(row('p1', 'm2'));
  });
});

describe('popularity store', () => {
  const on = both<PopularityStore>(makePopularityStore, memoryPopularityStore);
  const list = (category: string) => ({
    kind: 'popular' as const,
    category,
    candidates: [{ productId: 'p1', score: 0.125, count: 7 }],
  });

  on('reads back lists by kind and category, the whole store included', async (popularity) => {
    const lists = ['', 'Kitchen', 'Kitchen > Baking'].map(list);
    await popularity.putAll('lists', 'm1', lists);
    const wanted = [
      ...lists.map(({ kind, category }) => ({ kind, category })),
      { kind: 'trending' as const, category: '' },
    ];
    const found = await popularity.getMany('lists', 'm1', wanted);
    expect(found.sort((a, b) => (a.category < b.category ? -1 : 1))).toEqual(lists);
    expect(await popularity.getMany('lists', 'm2', wanted)).toEqual([]);
  });

  on('deletes all lists of one version', async (popularity) => {
    await popularity.putAll('gone', 'm1', [list(''), list('Kitchen')]);
    await popularity.putAll('gone', 'm2', [list('')]);
    await popularity.deleteAll('gone', 'm1');
    expect(
      await popularity.getMany(
        'gone',
        'm1',
        [list(''), list('Kitchen')].map(({ kind, category }) => ({ kind, category })),
      ),
    ).toEqual([]);
    expect(await popularity.getMany('gone', 'm2', [{ kind: 'popular', category: '' }])).toEqual([list('')]);
  });
});

describe('learned blend store', () => {
  const on = both<LearnedBlendStore>(makeLearnedBlendStore, memoryLearnedBlendStore);

  on('reads back what a version learned, of this company only', async (blends) => {
    const learned = { cart: { 'cart.sum': 0.25 }, session: { 'seen.newest': -1.5 } };
    await blends.put('learned', 'm1', learned);
    expect(await blends.get('learned', 'm1')).toEqual(learned);
    expect(await blends.get('learned', 'm2')).toBeUndefined();
    expect(await blends.get('other', 'm1')).toBeUndefined();
  });
});

describe('enrichment store', () => {
  const on = both<EnrichmentStore>(makeEnrichmentStore, memoryEnrichmentStore);
  const hash = (letter: string) => letter.repeat(64);

  on('reads back answers by hash, of this company only', async (answers) => {
    const kept = { contentHash: hash('a'), verdict: 'keep' as const, reason: 'Goes well together' };
    const vetoed = { contentHash: hash('b'), verdict: 'veto' as const };
    await answers.putAll('answers', [kept, vetoed], now);
    const found = await answers.getMany('answers', [hash('a'), hash('b'), hash('c')]);
    expect(found.sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1))).toEqual([kept, vetoed]);
    expect(await answers.getMany('other', [hash('a')])).toEqual([]);
  });

  it('lets answers expire after 180 days', () => {
    const item = toEnrichmentItem('answers', { contentHash: hash('a'), verdict: 'veto' }, now);
    expect(item.expiresAt).toBe(Date.parse('2027-05-19T03:15:00.000Z') / 1000);
  });
});

describe('isolation', () => {
  const onTable = withTable();

  onTable('keeps every item of a company under keys that begin with it', async (table) => {
    await makeModelStore(table).create(model('iso', 'm1'));
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'C#iso' },
      }),
    );
    expect(Items).toHaveLength(1);
  });
});
