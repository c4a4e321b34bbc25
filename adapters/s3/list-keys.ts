import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** All keys that begin with `prefix`, in order. */
export const listKeys = async (client: S3Client, bucket: string, prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  return keys.sort();
};

/** The first key that begins with `prefix` and sorts behind `after`. */
export const nextKey = async (
  client: S3Client,
  bucket: string,
  prefix: string,
  after: string,
): Promise<string | undefined> => {
  const page = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after, MaxKeys: 1 }),
  );
  return page.Contents?.[0]?.Key;
};
