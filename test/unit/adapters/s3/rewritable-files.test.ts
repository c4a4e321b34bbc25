import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { makeRewritableFiles } from '#adapters/s3/rewritable-files';

const s3 = mockClient(S3Client);
const files = makeRewritableFiles(new S3Client({ region: 'us-east-1' }), 'bucket');
const objects = new Map<string, { content: Uint8Array; version: number }>();
const put = (key: string, content: Uint8Array) =>
  objects.set(key, { content, version: (objects.get(key)?.version ?? 0) + 1 });

/** Objects with conditional writes, as S3 has them. */
beforeEach(() => {
  s3.reset();
  objects.clear();
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const found = objects.get(Key);
    if (!found) throw new NoSuchKey({ message: 'absent', $metadata: {} });
    const Body = Object.assign(Readable.from([Buffer.from(found.content)]), {
      transformToByteArray: async () => found.content,
    });
    return { Body, ETag: `"${found.version}"` };
  });
  s3.on(PutObjectCommand).callsFake(({ Key, Body, IfMatch }) => {
    if (IfMatch !== `"${objects.get(Key)?.version}"`) {
      const $metadata = { httpStatusCode: 412 };
      throw new S3ServiceException({ name: 'PreconditionFailed', $fault: 'client', message: 'changed', $metadata });
    }
    put(Key, Body);
  });
  s3.on(DeleteObjectCommand).resolves({});
});

const withoutTwo = (line: unknown) => (line === 2 ? undefined : line);
const linesOf = (key: string) => [...readNdjson(objects.get(key)!.content)];

describe('a file that is rewritten', () => {
  it('loses the lines that go, and keeps the others byte for byte', async () => {
    put('k', writeNdjson([1, 2, { a: 'ü' }, 2]));
    expect(await files.rewrite('k', withoutTwo)).toBe(2);
    expect(objects.get('k')!.content).toEqual(writeNdjson([1, { a: 'ü' }]));
  });

  it('is not written when nothing changes, nor when there is none', async () => {
    put('k', writeNdjson([1, 3]));
    expect([await files.rewrite('k', withoutTwo), await files.rewrite('absent', withoutTwo)]).toEqual([0, 0]);
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
  });

  it('keeps what somebody else wrote between reading and writing', async () => {
    put('k', writeNdjson([1, 2]));
    let isFirst = true;
    const change = (line: unknown) => {
      if (isFirst) put('k', writeNdjson([1, 2, 3, 2]));
      isFirst = false;
      return withoutTwo(line);
    };
    await files.rewrite('k', change);
    expect(linesOf('k')).toEqual([1, 3]);
  });

  it('is read back: lines that came with another write right after ours go, too', async () => {
    put('k', writeNdjson([2]));
    s3.on(PutObjectCommand)
      .callsFakeOnce(() => void put('k', writeNdjson([2, 4])))
      .callsFake(({ Key, Body }) => void put(Key, Body));
    await files.rewrite('k', withoutTwo);
    expect(linesOf('k')).toEqual([4]);
  });

  it('gives up with a sentence when it never stays as it was read', async () => {
    put('k', writeNdjson([2]));
    s3.on(PutObjectCommand).callsFake(() => undefined);
    await expect(files.rewrite('k', withoutTwo)).rejects.toThrow('changes too often');
  });
});

describe('the text of a file', () => {
  it.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzipped', (text: string) => gzipSync(text)],
  ])('comes as it was, %s', async (_how, pack) => {
    put('k', pack('a,b\nÜ,1\n'));
    let text = '';
    for await (const piece of files.text('k', 3)) text = piece;
    expect(text).toContain('Ü,1');
  });
});

describe('old versions', () => {
  it('go, over all pages; the newest and marks of deletion stay', async () => {
    const version = (VersionId: string, IsLatest: boolean) => ({ Key: 'k', VersionId, IsLatest });
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({ Versions: [version('v3', true), version('v2', false)], IsTruncated: true, NextKeyMarker: 'k' })
      .resolves({ Versions: [version('v1', false)], DeleteMarkers: [{ Key: 'gone', VersionId: 'm', IsLatest: true }] });
    await files.forgetVersions('k');
    expect(s3.commandCalls(DeleteObjectCommand).map(({ args }) => args[0].input.VersionId)).toEqual(['v2', 'v1']);
  });
});
