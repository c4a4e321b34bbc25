import type { ParamsOf, QueryOf } from '../../../../contracts/operation.ts';
import { ApiProblem, readProblem } from './api-problem.ts';
import type { OperationRoute } from './operation-route.ts';
import { type OperationContracts, operationRoutes } from './operations.generated.ts';

export type OperationId = keyof OperationContracts;

type SchemaInput<S> = S extends { readonly _zod: { readonly input: infer T } } ? T : undefined;
type SchemaOutput<S> = S extends { readonly _zod: { readonly output: infer T } } ? T : undefined;

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** What a caller writes into the query: parsed types, with everything optional that has a default. */
type QueryInput<O extends OperationContracts[OperationId]> = Partial<QueryOf<O>> &
  Pick<QueryOf<O>, Extract<RequiredKeys<SchemaInput<O['query']>>, keyof QueryOf<O>>>;

/** A request member that may be left out when nothing in it is needed. */
type Member<Name extends string, T> = string extends keyof T
  ? { readonly [K in Name]?: never }
  : object extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** ETag of the version that a PUT changes. */
  readonly ifMatch?: string;
  /** Made for each call when absent; give one to repeat a call safely. */
  readonly idempotencyKey?: string;
}

export type RequestOf<Id extends OperationId> = Member<'params', ParamsOf<OperationContracts[Id]>> &
  Member<'query', QueryInput<OperationContracts[Id]>> &
  (NonNullable<OperationContracts[Id]['body']> extends { readonly _zod: { readonly input: never } }
    ? unknown
    : { readonly body: SchemaInput<NonNullable<OperationContracts[Id]['body']>> });

export type AnswerOf<Id extends OperationId> = SchemaOutput<NonNullable<OperationContracts[Id]['response']>>;

export interface ApiAnswer<T> {
  readonly data: T;
  /** Version of the resource, for `ifMatch`. */
  readonly etag: string | undefined;
}

/** One method per operation of the API. Each rejects with `ApiProblem`. */
export type ApiClient = {
  readonly [Id in OperationId]: (request: RequestOf<Id>, options?: CallOptions) => Promise<ApiAnswer<AnswerOf<Id>>>;
};

export interface ApiClientSettings {
  /** Origin of the API, without a trailing slash; empty for the page's own. */
  readonly baseUrl: string;
  readonly getToken: () => Promise<string | undefined>;
  readonly fetch: typeof fetch;
}

interface AnyRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const urlOf = (baseUrl: string, route: OperationRoute, { params = {}, query = {} }: AnyRequest): string => {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return `${baseUrl}${path}${search.size > 0 ? `?${search}` : ''}`;
};

const headersOf = (route: OperationRoute, token: string | undefined, options: CallOptions): Record<string, string> => ({
  accept: 'application/json',
  ...(token && { authorization: `Bearer ${token}` }),
  ...(route.hasBody && { 'content-type': 'application/json' }),
  ...(options.ifMatch && { 'if-match': options.ifMatch }),
  ...(route.idempotencyKey && { 'idempotency-key': options.idempotencyKey ?? crypto.randomUUID() }),
});

/** Files come as their text. */
const readBody = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined;
  const isFile = response.headers.get('content-type')?.startsWith('text/csv') ?? false;
  return isFile ? response.text() : response.json();
};

const send = async (
  settings: ApiClientSettings,
  route: OperationRoute,
  request: AnyRequest,
  options: CallOptions,
): Promise<ApiAnswer<unknown>> => {
  const response = await settings
    .fetch(urlOf(settings.baseUrl, route, request), {
      method: route.method,
      headers: headersOf(route, await settings.getToken(), options),
      body: route.hasBody ? JSON.stringify(request.body ?? {}) : undefined,
      signal: options.signal,
    })
    .catch((error: unknown) => {
      if (options.signal?.aborted) throw error;
      throw new ApiProblem({ status: 0, title: 'The service could not be reached' }, 'unreachable');
    });
  if (!response.ok) throw await readProblem(response);
  return { data: await readBody(response), etag: response.headers.get('etag') ?? undefined };
};

export const createApiClient = (settings: ApiClientSettings): ApiClient => {
  const methods = Object.entries(operationRoutes).map(([id, route]) => [
    id,
    (request: AnyRequest, options: CallOptions = {}) => send(settings, route, request, options),
  ]);
  return Object.fromEntries(methods);
};
