import { HeadObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { makeS3Client } from '#adapters/s3/s3-client';
import { makeUploadStore } from '#adapters/s3/upload-store';

const failure = (httpStatusCode: number) =>
  new S3ServiceException({ name: 'Failed', $fault: 'client', $metadata: { httpStatusCode } });

describe('upload store', () => {
  it('signs a PUT of one key for the given time, without checksums that a browser could not send', async () => {
    const url = new URL(await makeUploadStore(makeS3Client(), 'bucket').uploadLink('uploads/acme/1', 600));
    expect(url.pathname).toBe('/bucket/uploads/acme/1');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('600');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect([...url.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  });

  it('describes an upload by its size and a tag that is safe in a key', async () => {
    const s3 = mockClient(S3Client);
    s3.on(HeadObjectCommand).resolves({ ContentLength: 12, ETag: '"abc/+-3"' });
    expect(await makeUploadStore(makeS3Client(), 'bucket').describe('k')).toEqual({ bytes: 12, tag: 'abc-3' });
  });

  it('takes 404, and 403 for a role that may not list, for an absent file; other failures are failures', async () => {
    const s3 = mockClient(S3Client);
    const store = makeUploadStore(makeS3Client(), 'bucket');
    for (const status of [403, 404]) {
      s3.on(HeadObjectCommand).rejects(failure(status));
      expect(await store.describe('k')).toBeUndefined();
    }
    s3.on(HeadObjectCommand).rejects(failure(503));
    await expect(store.describe('k')).rejects.toThrow(S3ServiceException);
  });
});
