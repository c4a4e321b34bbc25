import { isObject, type Json, textAt } from '#local/cloud/template/json';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  readonly body: Buffer;
};

/**
 * The HTTP answer for a function's result, as payload format 2.0 says: a result without `statusCode` is a 200 with
 * the result as JSON. Returns `undefined` for a result that API Gateway would refuse.
 */
export const httpAnswer = (result: Json): HttpAnswer | undefined => {
  if (!isObject(result) || result.statusCode === undefined) {
    const text = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(text) };
  }
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const body = result.body === null ? '' : (textAt(result, 'body') ?? '');
  return {
    status,
    headers: textHeaders(result.headers),
    cookies: Array.isArray(result.cookies) ? result.cookies.map(String) : [],
    body: Buffer.from(body, result.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
};

const textHeaders = (headers: Json | undefined): Record<string, string> => {
  const entries = isObject(headers) ? Object.entries(headers) : [];
  const texts = Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), String(value)]));
  return { 'content-type': 'text/plain; charset=utf-8', ...texts };
};
