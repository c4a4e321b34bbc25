import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { readNdjson, writeNdjson, writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { view } from '#test/support/planted-shop';

const s3 = mockClient(S3Client);
const client = new S3Client({ region: 'us-east-1' });
const archive = makeEventArchive(client, 'archive');
const objects = new Map<string, Uint8Array>();

/** S3 as far as the stores use it: whole objects, prefixes, a start, and pages of at most two. */
const list = ({ Prefix = '', StartAfter = '', ContinuationToken, MaxKeys = 2 }: ListObjectsV2Command['input']) => {
  const after = ContinuationToken ?? StartAfter;
  const found = [...objects.keys()].filter((key) => key.startsWith(Prefix) && key > after).sort();
  const page = found.slice(0, Math.min(MaxKeys, 2));
  return {
    Contents: page.map((Key) => ({ Key })),
    IsTruncated: page.length < found.length,
    NextContinuationToken: page.at(-1),
  };
};

beforeEach(() => {
  s3.reset();
  objects.clear();
  s3.on(PutObjectCommand).callsFake(({ Key, Body }) => void objects.set(Key, Body));
  s3.on(ListObjectsV2Command).callsFake(list);
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const content = objects.get(Key);
    if (!content) throw new NoSuchKey({ message: 'absent', $metadata: {} });
    return { Body: { transformToByteArray: async () => content } };
  });
});

const put = (companyId: string, hour: string, name: string, numbers: readonly number[]) =>
  archive.put({
    companyId,
    hour,
    name,
    events: numbers.map((number) => view(number, 'p1', '2026-11-20T09:00:00.000Z')),
  });

const idsOfDay = async (companyId: string, day: string) => {
  const ids: string[] = [];
  for await (const { eventId } of archive.streamDay(companyId, day)) ids.push(eventId);
  return ids;
};

describe('event archive', () => {
  it('keeps each batch under its company, day and hour', async () => {
    await put('acme-shop', '2026/11/20/09', 'shard-1', [1]);
    expect([...objects.keys()]).toEqual(['events/acme-shop/2026/11/20/09/shard-1.ndjson.gz']);
  });

  it('lists the days that hold events since a day, with one listing a day', async () => {
    for (const day of ['2025/12/31', '2026/01/02', '2026/10/09', '2026/11/01', '2026/11/20']) {
      for (const hour of ['00', '09', '23']) await put('acme-shop', `${day}/${hour}`, 'b', [1]);
    }
    await put('acme-shop-2', '2026/11/21/09', 'b', [1]);
    expect(await archive.days('acme-shop', '2026/10/09')).toEqual(['2026/10/09', '2026/11/01', '2026/11/20']);
    expect(s3.commandCalls(ListObjectsV2Command)).toHaveLength(4);
    expect(await archive.days('nobody', '2026/10/09')).toEqual([]);
  });

  it('reads all batches of a day, and of no other company', async () => {
    await put('acme-shop', '2026/11/20/09', 'a', [1, 2]);
    await put('acme-shop', '2026/11/20/23', 'b', [3]);
    await put('acme-shop', '2026/11/21/00', 'c', [4]);
    await put('acme', '2026/11/20/09', 'd', [5]);
    expect(await idsOfDay('acme-shop', '2026/11/20')).toEqual(['event-1', 'event-2', 'event-3']);
  });

  it('has another fingerprint for a day once it holds another batch', async () => {
    await put('acme-shop', '2026/11/20/09', 'a', [1]);
    const before = await archive.fingerprint('acme-shop', '2026/11/20');
    await put('acme-shop', '2026/11/20/09', 'a', [1]);
    await put('acme-shop', '2026/11/21/09', 'a', [1]);
    expect(await archive.fingerprint('acme-shop', '2026/11/20')).toBe(before);
    await put('acme-shop', '2026/11/20/10', 'b', [2]);
    expect(await archive.fingerprint('acme-shop', '2026/11/20')).not.toBe(before);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
  });

  it('passes over lines that are no events', async () => {
    await put('acme-shop', '2026/11/20/09', 'a', [1]);
    objects.set('events/acme-shop/2026/11/20/09/b.ndjson.gz', writeNdjson([{ eventId: 'x' }, 7]));
    expect(await idsOfDay('acme-shop', '2026/11/20')).toEqual(['event-1']);
  });
});

describe('artefact store', () => {
  const artifacts = makeArtifactStore(client, 'artifacts');

  it('gives back what was put, and lists keys by prefix in order', async () => {
    for (const key of ['runs/b', 'runs/a', 'runs/c', 'models/a']) await artifacts.put(key, Buffer.from(key));
    expect(Buffer.from(await artifacts.get('runs/a')).toString()).toBe('runs/a');
    expect(await artifacts.list('runs/')).toEqual(['runs/a', 'runs/b', 'runs/c']);
  });

  it('says which file is missing', async () => {
    await expect(artifacts.get('runs/none')).rejects.toThrow('There is no file runs/none');
  });
});

describe('NDJSON files', () => {
  it('read back whatever JSON was written, at once or as a stream', async () => {
    async function* streamed(values: readonly unknown[]) {
      yield* values;
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (values) => {
        const plain = JSON.parse(JSON.stringify(values));
        expect([...readNdjson(writeNdjson(values))]).toEqual(plain);
        expect([...readNdjson(await writeNdjsonStream(streamed(values)))]).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it('are the same bytes for the same values', () => {
    expect(writeNdjson([{ a: 1 }])).toEqual(writeNdjson([{ a: 1 }]));
  });
});
