import type { IncomingMessage } from 'node:http';
import { createContext, Script } from 'node:vm';
import { requestUrl } from '#local/cloud/request-url';

type EdgeResult = {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: Record<string, { value: string }>;
};
/** The request's new path, or an answer that the function gives itself. */
export type EdgeFunction = (request: IncomingMessage, uri: string) => EdgeResult;

/** Of the wall clock, on a machine that may be busy with the functions themselves; the edge's own limit is far lower. */
const maxRunMs = 2000;

/** Compiles a CloudFront Function (viewer request; event structure version 1.0) to run it for each request. */
export const compileEdgeFunction = (code: string): EdgeFunction => {
  const context = createContext({ event: undefined });
  new Script(code).runInContext(context);
  const call = new Script('handler(event)');
  return (request, uri) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, { value: String(value) }]);
    const url = requestUrl(request);
    const querystring = Object.fromEntries([...url.searchParams].map(([name, value]) => [name, { value }]));
    context.event = {
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: request.socket.remoteAddress ?? '127.0.0.1' },
      request: { method: request.method, uri, querystring, headers: Object.fromEntries(headers), cookies: {} },
    };
    return call.runInContext(context, { timeout: maxRunMs }) as EdgeResult;
  };
};
