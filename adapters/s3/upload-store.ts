import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { ArtifactMissingError } from '#core/ports/artifact-store';
import type { UploadedFile, UploadStore } from '#core/ports/upload-store';

/** A role that may not list a bucket is told 403 instead of 404. */
const isAbsent = (error: unknown): boolean =>
  error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0);

const describe = async (client: S3Client, Bucket: string, Key: string): Promise<UploadedFile | undefined> => {
  try {
    const { ContentLength, ETag } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    return { bytes: ContentLength ?? 0, tag: (ETag ?? '').replace(/[^0-9A-Za-z-]/g, '') };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

async function* read(client: S3Client, Bucket: string, Key: string): AsyncGenerator<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  if (!Body) throw new ArtifactMissingError(Key);
  yield* Body as AsyncIterable<Uint8Array>;
}

export const makeUploadStore = (client: S3Client, bucketName: string): UploadStore => ({
  uploadLink: (key, seconds) =>
    getSignedUrl(client, new PutObjectCommand({ Bucket: bucketName, Key: key }), { expiresIn: seconds }),
  downloadLink: (key, seconds) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucketName, Key: key }), { expiresIn: seconds }),
  describe: (key) => describe(client, bucketName, key),
  read: (key) => read(client, bucketName, key),
});
