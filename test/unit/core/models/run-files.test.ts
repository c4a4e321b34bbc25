import {
  eventPartitionFile,
  modelProductsFile,
  orderPartitionFile,
  parsePartitionKey,
  partitionKey,
  runFiles,
} from '#core/models/run-files';
import { relations } from '#core/recommend/relation';

const run = { companyId: 'acme-shop', runName: '2026-11-20' };

describe('run files', () => {
  const files = runFiles(run);
  const all = [
    files.catalog,
    files.trainingData,
    files.popularity,
    ...relations.map(files.relation),
    files.rowChunk(0),
    files.rowChunk(1),
    files.step('WriteRows'),
    files.step('WriteRows', '00001.ndjson.gz'),
    orderPartitionFile(run, '2026-10'),
    eventPartitionFile('acme-shop', '2026/11/20', '0123456789abcdef'),
    modelProductsFile('acme-shop', 'm1'),
  ];

  it('are all different, and lie below the company', () => {
    expect(new Set(all).size).toBe(all.length);
    for (const key of all) expect(key).toMatch(/^(runs|models)\/acme-shop\//);
  });

  it('of two runs differ, but for the events that they share', () => {
    const other = runFiles({ ...run, runName: '2026-11-21' });
    expect(other.catalog).not.toBe(files.catalog);
    expect(orderPartitionFile({ ...run, runName: '2026-11-21' }, '2026-10')).not.toBe(
      orderPartitionFile(run, '2026-10'),
    );
  });

  it('of row chunks sort by their number', () => {
    const chunks = Array.from({ length: 120 }, (_, index) => files.rowChunk(index));
    expect([...chunks].sort()).toEqual(chunks);
  });
});

describe('partition keys', () => {
  it.each([
    { kind: 'orders', month: '2026-10' },
    { kind: 'events', day: '2026/11/20' },
  ] as const)('read back as %j', (partition) => {
    expect(parsePartitionKey(partitionKey(partition))).toEqual(partition);
  });

  it.each(['', 'orders/2026', 'events/2026/11', 'orders/../2026-10', 'events/2026/11/20/09', 'other/2026-10'])(
    'refuse %j',
    (key) => {
      expect(() => parsePartitionKey(key)).toThrow(`Not a partition: ${key}`);
    },
  );
});
