import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

interface Listing {
  readonly keys: string[];
  /** Prefixes up to the next `/`; only with a delimiter. */
  readonly folders: string[];
}

const list = async (client: S3Client, bucket: string, prefix: string, delimiter?: string): Promise<Listing> => {
  const listing: Listing = { keys: [], folders: [] };
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: delimiter, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) listing.keys.push(Key);
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix !== undefined) listing.folders.push(Prefix);
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  return listing;
};

/** All keys that begin with `prefix`, in order. */
export const listKeys = async (client: S3Client, bucket: string, prefix: string): Promise<string[]> =>
  (await list(client, bucket, prefix)).keys.sort();

/** Names of the folders directly below `prefix`, which ends with `/`, in order. */
export const listFolders = async (client: S3Client, bucket: string, prefix: string): Promise<string[]> =>
  (await list(client, bucket, prefix, '/')).folders.map((folder) => folder.slice(prefix.length, -1)).sort();
