import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { listKeys } from '#adapters/s3/list-keys';
import { readNdjson, writeNdjsonStream } from '#adapters/s3/ndjson-file';
import type { LineChange, RewritableFiles } from '#core/ports/rewritable-files';

const mostAttempts = 8;

interface Place {
  readonly client: S3Client;
  readonly Bucket: string;
}

interface Read {
  readonly content: Uint8Array;
  readonly tag: string | undefined;
}

const get = async ({ client, Bucket }: Place, Key: string) => {
  try {
    return await client.send(new GetObjectCommand({ Bucket, Key }));
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

const read = async (place: Place, key: string): Promise<Read | undefined> => {
  const found = await get(place, key);
  if (!found?.Body) return undefined;
  return { content: await found.Body.transformToByteArray(), tag: found.ETag };
};

/** Somebody wrote the object between reading and writing it. */
const isLostRace = (error: unknown): boolean =>
  error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0);

/** @returns false when the object is not the one that was read any more */
const putOver = async ({ client, Bucket }: Place, Key: string, tag: string | undefined, Body: Uint8Array) => {
  try {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, IfMatch: tag, ContentType: 'application/gzip' }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
};

const countChanged = (content: Uint8Array, change: LineChange): number => {
  let changed = 0;
  for (const line of readNdjson(content)) if (change(line) !== line) changed += 1;
  return changed;
};

/** Line by line, so that a day of a large store fits into memory. */
async function* changedLines(content: Uint8Array, change: LineChange): AsyncGenerator<unknown> {
  for (const line of readNdjson(content)) {
    const after = change(line);
    if (after !== undefined) yield after;
  }
}

const rewrite = async (place: Place, key: string, change: LineChange): Promise<number> => {
  let changed = 0;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const found = await read(place, key);
    const differing = found ? countChanged(found.content, change) : 0;
    if (!found || differing === 0) return changed;
    // The next round reads it back and finds nothing to change.
    const after = await writeNdjsonStream(changedLines(found.content, change));
    if (await putOver(place, key, found.tag, after)) changed = Math.max(changed, differing);
  }
  throw new Error(`The file ${key} changes too often to be rewritten`);
};

/** The first two bytes of what is gzipped. */
const isGzip = (chunk: Uint8Array): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b;

async function* plainBytes(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done) return;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first.value as Uint8Array;
    for (let part = await parts.next(); !part.done; part = await parts.next()) yield part.value;
  }
  if (isGzip(first.value)) yield* Readable.from(all()).pipe(createGunzip());
  else yield* all();
}

async function* text(place: Place, key: string, overlap: number): AsyncGenerator<string> {
  const found = await get(place, key);
  if (!found?.Body) return;
  const decoder = new TextDecoder();
  let tail = '';
  for await (const bytes of plainBytes(found.Body as AsyncIterable<Uint8Array>)) {
    const piece = tail + decoder.decode(bytes, { stream: true });
    yield piece;
    tail = piece.slice(-overlap);
  }
}

/** Marks of deletion stay, newest of their keys: without them what they hide would come back. They hold nothing. */
const forgetVersions = async ({ client, Bucket }: Place, Prefix: string): Promise<void> => {
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    const after = { KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker };
    page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix, ...after }));
    for (const { Key, VersionId, IsLatest } of page.Versions ?? []) {
      if (!IsLatest) await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    }
  } while (page.IsTruncated);
};

/** Files of a bucket, rewritten under the condition that nobody else did. */
export const makeRewritableFiles = (client: S3Client, bucketName: string): RewritableFiles => {
  const place = { client, Bucket: bucketName };
  return {
    list: (prefix) => listKeys(client, bucketName, prefix),
    lines: async function* (key) {
      const found = await read(place, key);
      if (found) yield* readNdjson(found.content);
    },
    text: (key, overlap) => text(place, key, overlap),
    rewrite: (key, change) => rewrite(place, key, change),
    delete: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucketName, Key: key }));
    },
    forgetVersions: (prefix) => forgetVersions(place, prefix),
  };
};
