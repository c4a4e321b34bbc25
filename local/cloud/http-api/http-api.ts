import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Functions } from '#local/cloud/functions/functions';
import type { ApiDefinition, RouteTarget } from '#local/cloud/http-api/api-definition';
import { corsResponseHeaders, preflightHeaders } from '#local/cloud/http-api/cors';
import { httpAnswer } from '#local/cloud/http-api/http-answer';
import { httpEvent } from '#local/cloud/http-api/http-event';
import type { AuthorizedClaims, createJwtVerifier } from '#local/cloud/http-api/jwt-authorizer';
import type { RouteMatch } from '#local/cloud/http-api/route-table';
import { readBody } from '#local/cloud/read-body';
import { requestUrl } from '#local/cloud/request-url';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Options = {
  readonly api: ApiDefinition;
  readonly functions: Functions;
  readonly verifyJwt: ReturnType<typeof createJwtVerifier>;
  readonly now: () => Date;
};

const maxRequestBytes = 10 * 1024 * 1024;
const maxPayloadBytes = 6 * 1024 * 1024;
const notAllowedOutside = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Serves the template's HTTP API: CORS, route, authorizer, function, answer. */
export const createHttpApi = (options: Options): RequestHandler => {
  const { api } = options;
  return async (request, response) => {
    const { origin } = request.headers;
    const preflightMethod = request.headers['access-control-request-method'];
    if (request.method === 'OPTIONS' && api.cors !== undefined && origin !== undefined && preflightMethod) {
      response.writeHead(204, preflightHeaders(api.cors, origin, preflightMethod)).end();
      return;
    }
    const requestId = randomUUID();
    const send = (status: number, headers: Record<string, string | string[]>, body: Buffer | string) => {
      const cors = corsResponseHeaders(api.cors, origin);
      response.writeHead(status, { ...headers, ...cors, 'apigw-requestid': requestId }).end(body);
    };
    const refuse = (status: number, message: string) =>
      send(status, { 'content-type': 'application/json' }, JSON.stringify({ message }));
    const answer = await answerOf(request, requestId, options);
    if ('message' in answer) refuse(answer.status, answer.message);
    else send(answer.status, answer.headers, answer.body);
  };
};

type Refusal = { readonly status: number; readonly message: string };
type Answer = {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
};

const internalError: Refusal = { status: 500, message: 'Internal Server Error' };

const answerOf = async (request: IncomingMessage, requestId: string, options: Options): Promise<Answer | Refusal> => {
  const url = requestUrl(request);
  const body = await readBody(request, maxRequestBytes);
  if (body === undefined) return { status: 413, message: 'Request Too Long' };
  const match = options.api.routes.match(request.method ?? 'GET', url.pathname);
  if (match === undefined) return { status: 404, message: 'Not Found' };
  const authorized = await authorize(match.route.target, request, options);
  if (authorized === 'unauthorized') return { status: 401, message: 'Unauthorized' };
  if (authorized === 'forbidden') return { status: 403, message: 'Forbidden' };
  return invoke({ request, url, body, match, authorized, requestId }, options);
};

const authorize = async (target: RouteTarget, request: IncomingMessage, { verifyJwt }: Options) =>
  target.authorizer === undefined
    ? undefined
    : verifyJwt(target.authorizer, request.headers.authorization, target.scopes);

type Routed = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly match: RouteMatch<RouteTarget>;
  readonly authorized: AuthorizedClaims | undefined;
  readonly requestId: string;
};

const invoke = async (routed: Routed, { api, functions, now }: Options): Promise<Answer | Refusal> => {
  const { match, request } = routed;
  const event = httpEvent({
    ...routed,
    apiId: api.apiId,
    routeKey: match.route.routeKey,
    pathParameters: match.pathParameters,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    time: now(),
  });
  const payload = JSON.stringify(event);
  if (Buffer.byteLength(payload) > maxPayloadBytes) return { status: 413, message: 'Request Too Long' };
  const { functionArn, integrationTimeoutMs } = match.route.target;
  const result = await within(integrationTimeoutMs, functions.invoke(functionArn, payload));
  if (result === 'timeout') return { status: 503, message: 'Service Unavailable' };
  if (!result.ok || Buffer.byteLength(result.payload) > maxPayloadBytes) return internalError;
  const answer = httpAnswer(JSON.parse(result.payload));
  if (answer === undefined) return internalError;
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([key]) => !notAllowedOutside.has(key)));
  const cookies: Answer['headers'] = answer.cookies.length === 0 ? {} : { 'set-cookie': answer.cookies };
  const length = { 'content-length': String(answer.body.length) };
  return { status: answer.status, headers: { ...headers, ...cookies, ...length }, body: answer.body };
};

const within = async <T>(timeoutMs: number, work: Promise<T>): Promise<T | 'timeout'> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), timeoutMs);
  });
  const result = await Promise.race([work, timeout]);
  clearTimeout(timer);
  return result;
};
