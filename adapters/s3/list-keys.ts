import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export interface ListedObject {
  readonly key: string;
  /** Differs when the content differs. */
  readonly tag: string;
}

/** All objects whose key begins with `prefix`, in the order of their keys. */
export const listObjects = async (client: S3Client, bucket: string, prefix: string): Promise<ListedObject[]> => {
  const objects: ListedObject[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key: key, ETag: tag = '' } of page.Contents ?? []) if (key !== undefined) objects.push({ key, tag });
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
};

/** All keys that begin with `prefix`, in order. */
export const listKeys = async (client: S3Client, bucket: string, prefix: string): Promise<string[]> =>
  (await listObjects(client, bucket, prefix)).map(({ key }) => key);

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
