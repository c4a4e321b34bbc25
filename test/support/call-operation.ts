import type { Operation } from '#contracts/operation';

export interface OperationCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Bearer: a person's access token or a key. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface OperationAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const fillPath = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));

/** Sends any request to an operation's route, right or wrong, and gives the answer as it came. */
export const callOperation = async (
  apiUrl: string,
  operation: Operation,
  { params, query, body, token, headers }: OperationCall = {},
): Promise<OperationAnswer> => {
  const url = new URL(apiUrl + fillPath(operation.path, params));
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: operation.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
