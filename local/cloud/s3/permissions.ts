import type { IncomingMessage } from 'node:http';
import type { Permission } from '#local/cloud/iam/permission-check';

const arn = (path: string) => `arn:aws:s3:::${decodeURIComponent(path)}`;

/**
 * What IAM asks for an S3 call (Service Authorization Reference, Amazon S3), for the operations that applications use:
 * objects, listings, deletions, multipart uploads and copies. Bulk deletion is judged on the whole bucket.
 */
export const s3Permissions = (request: IncomingMessage, url: URL): Permission[] => {
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/');
  const key = rest.join('/');
  const { searchParams: query } = url;
  if (bucket === '') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (key === '') return [bucketPermission(request.method ?? 'GET', query, bucket)];
  const source = request.headers['x-amz-copy-source'];
  const copied =
    source === undefined ? [] : [{ action: 's3:GetObject', resource: arn(String(source).replace(/^\//, '')) }];
  return [{ action: objectAction(request.method ?? 'GET', query), resource: arn(`${bucket}/${key}`) }, ...copied];
};

const bucketPermission = (method: string, query: URLSearchParams, bucket: string): Permission => {
  if (method === 'POST' && query.has('delete')) return { action: 's3:DeleteObject', resource: arn(`${bucket}/*`) };
  if (query.has('uploads')) return { action: 's3:ListBucketMultipartUploads', resource: arn(bucket) };
  if (query.has('versions')) return { action: 's3:ListBucketVersions', resource: arn(bucket) };
  if (query.has('location')) return { action: 's3:GetBucketLocation', resource: arn(bucket) };
  const actions: Record<string, string> = { PUT: 's3:CreateBucket', DELETE: 's3:DeleteBucket' };
  return { action: actions[method] ?? 's3:ListBucket', resource: arn(bucket) };
};

const objectAction = (method: string, query: URLSearchParams): string => {
  const tagging = query.has('tagging') ? 'Tagging' : '';
  if (method === 'DELETE' && query.has('versionId')) return 's3:DeleteObjectVersion';
  if (method === 'DELETE') return query.has('uploadId') ? 's3:AbortMultipartUpload' : `s3:DeleteObject${tagging}`;
  if (method === 'PUT' || method === 'POST') return `s3:PutObject${tagging}`;
  return query.has('uploadId') ? 's3:ListMultipartUploadParts' : `s3:GetObject${tagging}`;
};
