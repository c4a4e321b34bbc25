import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Operation } from '#contracts/operation';

export interface HttpEventParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON value; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Claims of a bearer token that the gateway has verified. */
  readonly claims?: Readonly<Record<string, string>>;
}

const fillPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

const bodyText = (body: unknown): string | undefined =>
  body === undefined || typeof body === 'string' ? body : JSON.stringify(body);

/** The event that the HTTP API (payload format 2.0) hands to the function of an operation. */
export const httpEvent = (operation: Operation, parts: HttpEventParts = {}): APIGatewayProxyEventV2 => {
  const { params = {}, query, body, headers = {}, claims } = parts;
  const rawPath = fillPath(operation.path, params);
  const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    version: '2.0',
    routeKey: `${operation.method} ${operation.path}`,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...lowerCased },
    queryStringParameters: query,
    pathParameters: params,
    body: bodyText(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.test',
      domainPrefix: 'api',
      http: { method: operation.method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'req-1',
      routeKey: `${operation.method} ${operation.path}`,
      stage: '$default',
      time: '20/Nov/2026:10:00:00 +0000',
      timeEpoch: 1_795_168_800_000,
      ...(claims ? { authorizer: { jwt: { claims, scopes: [] } } } : {}),
    },
  } as APIGatewayProxyEventV2;
};
