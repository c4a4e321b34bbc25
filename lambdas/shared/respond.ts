import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { contentHash } from '#adapters/dynamodb/content-hash';
import { kebabCase, type Operation } from '#contracts/operation';
import { type ProblemError, problemBody } from '#lambdas/shared/problem';
import type { Reply } from '#lambdas/shared/reply';

const publicCaching = 'public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400';
const privateCaching = 'private, no-store';

/** Weak, since the table gives the members of maps in any order: equal answers may differ in that. */
const contentTag = (body: unknown): string => `W/"${contentHash(body)}"`;

const strongPart = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Weak comparison of RFC 9110 §13.1.2. */
const matchesTag = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => strongPart(one) === strongPart(tag)));

/** Browsers keep the answer as a file of the operation's name. */
const csvFile = ({ id }: Operation) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${kebabCase(id)}.csv"`,
});

/** Turns a handler's reply into the gateway's answer, with caching headers and 304. */
export const respond = (
  operation: Operation,
  event: APIGatewayProxyEventV2,
  given: Reply<unknown>,
  exchangeHeaders: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 => {
  const isPublic = operation.cache === 'public' && !given.personal;
  const headers: Record<string, string> = {
    ...exchangeHeaders,
    'cache-control': isPublic ? publicCaching : privateCaching,
    ...(operation.cache === 'public' ? { vary: 'Origin' } : {}),
    ...given.headers,
  };
  if (given.body === undefined) return { statusCode: operation.status, headers };
  const isGet = operation.method === 'GET';
  if (given.version !== undefined) headers.etag = `"v${given.version}"`;
  else if (isGet) headers.etag = contentTag(given.body);
  if (isGet && matchesTag(event.headers['if-none-match'], headers.etag ?? '')) return { statusCode: 304, headers };
  if (operation.responseType === 'text/csv') {
    return { statusCode: operation.status, headers: { ...headers, ...csvFile(operation) }, body: String(given.body) };
  }
  const body = JSON.stringify(given.body);
  return { statusCode: operation.status, headers: { ...headers, 'content-type': 'application/json' }, body };
};

/** Turns a problem into the gateway's answer. */
export const respondWithProblem = (
  event: APIGatewayProxyEventV2,
  error: ProblemError,
  requestId: string,
  exchangeHeaders: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 => {
  const body = problemBody(error, event.rawPath, requestId);
  return {
    statusCode: body.status,
    headers: {
      ...exchangeHeaders,
      ...error.headers,
      'cache-control': 'no-store',
      'content-type': 'application/problem+json',
    },
    body: JSON.stringify(body),
  };
};
