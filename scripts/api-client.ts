import type * as z from 'zod';
import type { Operation } from '#contracts/operation';
import type { Problem } from '#contracts/problem';

/** What an operation is called with, before its defaults are filled in. */
export interface CallInput<O extends Operation> {
  readonly params?: z.input<O['params']>;
  readonly query?: z.input<O['query']>;
  readonly body?: z.input<NonNullable<O['body']>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What an operation answers; `undefined` for one without a body. */
export type CallResult<O extends Operation> = [z.output<NonNullable<O['response']>>] extends [never]
  ? undefined
  : z.output<NonNullable<O['response']>>;

/** An answer with a status of 400 or more. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: Problem | undefined;
  constructor(operation: Operation, status: number, problem: Problem | undefined) {
    const fields = problem?.errors?.map(({ pointer, message }) => `\n  ${pointer} ${message}`).join('') ?? '';
    super(`${operation.id} answered ${status}: ${problem?.detail ?? 'no explanation'}${fields}`);
    this.status = status;
    this.problem = problem;
  }
}

export interface ApiClient {
  call<O extends Operation>(operation: O, input?: CallInput<O>): Promise<CallResult<O>>;
}

export interface ApiClientOptions {
  /** Address of the API without `/api`, e.g. `http://127.0.0.1:4001`. */
  readonly apiUrl: string;
  /** Bearer: an access token of a person, or a secret or publishable key. */
  readonly token?: string;
}

const fillPath = (template: string, params: Record<string, unknown> = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

const requestUrl = (apiUrl: string, operation: Operation, input: CallInput<Operation>): URL => {
  const url = new URL(apiUrl.replace(/\/$/, '') + fillPath(operation.path, input.params));
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
};

const readAnswer = async (operation: Operation, response: Response): Promise<unknown> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  if (response.ok && operation.responseType === 'text/csv') return text;
  if (!response.ok) throw new ApiError(operation, response.status, body as Problem | undefined);
  return body;
};

/** Calls operations by their contracts. @throws ApiError for any problem the API answers with. */
export const makeApiClient = ({ apiUrl, token }: ApiClientOptions): ApiClient => ({
  call: async <O extends Operation>(operation: O, input: CallInput<O> = {}): Promise<CallResult<O>> => {
    const response = await fetch(requestUrl(apiUrl, operation, input as CallInput<Operation>), {
      method: operation.method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...input.headers,
      },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    });
    return (await readAnswer(operation, response)) as CallResult<O>;
  },
});
