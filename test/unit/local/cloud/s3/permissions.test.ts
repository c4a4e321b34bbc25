import type { IncomingMessage } from 'node:http';
import { s3Permissions } from '#local/cloud/s3/permissions';

const asked = (method: string, path: string, headers: Record<string, string> = {}) =>
  s3Permissions({ method, headers } as IncomingMessage, new URL(path, 'http://localhost')).map(
    ({ action, resource }) => `${action} ${resource}`,
  );

it.each([
  ['GET', '/b/a%20b.txt', 's3:GetObject arn:aws:s3:::b/a b.txt'],
  ['HEAD', '/b/k', 's3:GetObject arn:aws:s3:::b/k'],
  ['PUT', '/b/x/y', 's3:PutObject arn:aws:s3:::b/x/y'],
  ['POST', '/b/k?uploads', 's3:PutObject arn:aws:s3:::b/k'],
  ['DELETE', '/b/k', 's3:DeleteObject arn:aws:s3:::b/k'],
  ['DELETE', '/b/k?uploadId=1', 's3:AbortMultipartUpload arn:aws:s3:::b/k'],
  ['GET', '/b?list-type=2&prefix=x', 's3:ListBucket arn:aws:s3:::b'],
  ['POST', '/b?delete', 's3:DeleteObject arn:aws:s3:::b/*'],
])('%s %s needs %s', (method, path, expected) => {
  expect(asked(method, path)).toEqual([expected]);
});

it('needs to read the source of a copy', () => {
  expect(asked('PUT', '/b/k', { 'x-amz-copy-source': '/other/from' })).toEqual([
    's3:PutObject arn:aws:s3:::b/k',
    's3:GetObject arn:aws:s3:::other/from',
  ]);
});
