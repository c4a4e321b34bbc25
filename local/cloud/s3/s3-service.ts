import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { forward } from '#local/cloud/gateway/forward';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import { createAwsChunkedDecoder } from '#local/cloud/s3/aws-chunked';
import { bucketCorsHeaders } from '#local/cloud/s3/bucket-cors';
import type { S3Engine } from '#local/cloud/s3/engine';
import { s3Permissions } from '#local/cloud/s3/permissions';
import type { JsonObject } from '#local/cloud/template/json';

type Options = {
  readonly engine: () => Promise<S3Engine>;
  /** The template's properties of a bucket. */
  readonly bucketProperties: (name: string) => JsonObject;
  /** Addresses of the template that a local origin stands for. */
  readonly standsFor: (origin: string) => readonly string[];
  readonly now: () => Date;
};

/**
 * S3 in front of the engine: what the engine lacks is done here (expiry of presigned URLs, conditional writes, versions,
 * chunked bodies, CORS), and signatures, which it would judge by its own accounts, are taken off.
 */
export const createS3Service = ({ engine, bucketProperties, standsFor, now }: Options): GatewayService => ({
  readsBody: false,
  permissions: ({ request, url }) => s3Permissions(request, url),
  refuse: refuseInXml,
  handle: async (call) => {
    const { request, response, url } = call;
    const cors = bucketCorsHeaders(bucketProperties(url.pathname.split('/')[1] ?? ''), request, standsFor);
    if (request.method === 'OPTIONS') {
      response.writeHead(Object.keys(cors).length === 0 ? 403 : 200, cors).end();
      return;
    }
    if (hasExpired(url, now())) return refuseInXml(call, 403, 'AccessDenied', 'Request has expired', cors);
    const target = await engine();
    if (!(await preconditionsHold(call, target))) {
      return refuseInXml(call, 412, 'PreconditionFailed', 'At least one of the preconditions did not hold', cors);
    }
    if (request.method === 'GET' && url.searchParams.has('versions')) return answerNoVersions(call);
    const { headers, isChunked } = plainHeaders(request.headers);
    const body = isChunked ? request.pipe(createAwsChunkedDecoder()) : request;
    const path = url.pathname + unsignedQuery(url);
    await forward({ method: request.method, body }, response, target, { path, headers, responseHeaders: cors });
  },
});

const refuseInXml = (
  { request, response }: GatewayCall,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void => {
  const shown = code === 'AccessDeniedException' ? 'AccessDenied' : code;
  const requestId = randomUUID();
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${shown}</Code><Message>${message}</Message>` +
    `<RequestId>${requestId}</RequestId></Error>`;
  request.resume();
  response
    .writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...headers })
    .end(body);
};

const hasExpired = (url: URL, now: Date): boolean => {
  const seconds = url.searchParams.get('X-Amz-Expires');
  const signedAt = url.searchParams.get('X-Amz-Date');
  if (seconds === null || signedAt === null) return false;
  const iso = signedAt.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) + Number(seconds) * 1000 < now.getTime();
};

/** Of a write: `If-None-Match: *` asks that the object is new, `If-Match` that it is the one that was read. */
const preconditionsHold = async ({ request, url }: GatewayCall, target: S3Engine): Promise<boolean> => {
  const { 'if-none-match': absent, 'if-match': tag } = request.headers;
  if (request.method !== 'PUT' || (absent !== '*' && tag === undefined)) return true;
  const { ok, headers } = await fetch(target.url + url.pathname, { method: 'HEAD' });
  return absent === '*' ? !ok : headers.get('etag') === tag;
};

/** The engine keeps no object once it is replaced or deleted: there are no versions but the newest, which are not listed. */
const answerNoVersions = ({ request, response }: GatewayCall): void => {
  request.resume();
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(
      '<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>',
    );
};

const unsignedQuery = (url: URL): string => {
  const query = new URLSearchParams(url.search);
  const signing = [
    'Algorithm',
    'Credential',
    'Date',
    'Expires',
    'SignedHeaders',
    'Signature',
    'Content-Sha256',
    'Security-Token',
  ];
  for (const name of signing) query.delete(`X-Amz-${name}`);
  for (const key of [...query.keys()]) if (/^(x-amz-checksum|x-amz-sdk-checksum|x-id)/i.test(key)) query.delete(key);
  const text = query.toString().replace(/=(&|$)/g, '$1');
  return text === '' ? '' : `?${text}`;
};

const plainHeaders = (headers: IncomingHttpHeaders): { headers: IncomingHttpHeaders; isChunked: boolean } => {
  const { authorization: _signature, 'x-amz-decoded-content-length': length, ...rest } = headers;
  const isChunked = /aws-chunked/.test(headers['content-encoding'] ?? '') || length !== undefined;
  if (!isChunked) return { headers: rest, isChunked };
  const encoding = (headers['content-encoding'] ?? '').split(',').map((part) => part.trim());
  const kept = encoding.filter((part) => part !== 'aws-chunked' && part !== '').join(',');
  const { 'content-encoding': _encoding, 'x-amz-content-sha256': _hash, 'x-amz-trailer': _trailer, ...plain } = rest;
  const { 'transfer-encoding': _transfer, ...sized } = plain;
  return {
    headers: { ...sized, 'content-length': String(length), ...(kept === '' ? {} : { 'content-encoding': kept }) },
    isChunked,
  };
};
