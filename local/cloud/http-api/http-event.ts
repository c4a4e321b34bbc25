import type { IncomingMessage } from 'node:http';
import type { AuthorizedClaims } from '#local/cloud/http-api/jwt-authorizer';
import type { Json, JsonObject } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

type EventInput = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly apiId: string;
  readonly routeKey: string;
  readonly pathParameters: Record<string, string>;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly authorized: AuthorizedClaims | undefined;
  readonly time: Date;
};

/** The event of payload format version 2.0 (API Gateway Developer Guide, "AWS Lambda integrations for HTTP APIs"). */
export const httpEvent = (input: EventInput): JsonObject => {
  const { request, url, body, pathParameters } = input;
  const isBase64Encoded = !isText(request.headers['content-type']);
  const parameters = combined([...url.searchParams]);
  return {
    version: '2.0',
    routeKey: input.routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...cookiesOf(request),
    headers: { ...headersOf(request), ...forwardedHeaders(input) },
    ...(Object.keys(parameters).length === 0 ? {} : { queryStringParameters: parameters }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    requestContext: requestContext(input),
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded: body.length > 0 && isBase64Encoded,
  };
};

const requestContext = ({ request, url, apiId, routeKey, requestId, sourceIp, authorized, time }: EventInput) => ({
  accountId,
  apiId,
  domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
  domainPrefix: apiId,
  http: {
    method: request.method ?? 'GET',
    path: url.pathname,
    protocol: `HTTP/${request.httpVersion}`,
    sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
  },
  requestId,
  routeKey,
  stage: '$default',
  time: time.toUTCString(),
  timeEpoch: time.getTime(),
  ...(authorized === undefined
    ? {}
    : { authorizer: { jwt: { claims: authorized.claims, scopes: authorized.scopes } } }),
});

/** Repeated names are joined by commas, as format 2.0 has no multi-value fields. */
const combined = (pairs: [string, string][]): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [key, value] of pairs) result[key] = key in result ? `${result[key]},${value}` : value;
  return result;
};

const headersOf = (request: IncomingMessage): JsonObject => {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(request.headers)) {
    if (value !== undefined && key !== 'cookie') result[key] = Array.isArray(value) ? value.join(',') : value;
  }
  return result;
};

/** API Gateway tells where a request came from. */
const forwardedHeaders = ({ request, sourceIp }: EventInput): JsonObject => ({
  'x-forwarded-for': [request.headers['x-forwarded-for'], sourceIp].flat().filter(Boolean).join(', '),
  'x-forwarded-port': String(request.socket.localPort ?? ''),
  'x-forwarded-proto': 'http',
});

const cookiesOf = (request: IncomingMessage): JsonObject => {
  const { cookie } = request.headers;
  return cookie === undefined ? {} : { cookies: cookie.split('; ') };
};

/** API Gateway passes these media types as text and everything else in base64. */
const isText = (contentType: string | undefined) =>
  contentType === undefined ||
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[\w.-]+\+(json|xml)))/i.test(contentType);
