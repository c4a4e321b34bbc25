import { Agent, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** Keeps connections to the engines open: a new one per request would triple the cost. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export type Upstream = { readonly url: string };
/** A body that was read already, or one to pipe. */
export type Outgoing = { readonly method: string | undefined; readonly body: Buffer | Readable };
export type ForwardOptions = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly responseHeaders?: Record<string, string>;
};

/** Passes a request to an engine and its answer back. Resolves with the status when the answer has begun. */
export const forward = (
  { method, body }: Outgoing,
  outgoing: ServerResponse,
  upstream: Upstream,
  { path, headers, responseHeaders = {} }: ForwardOptions,
): Promise<number> =>
  new Promise((resolve) => {
    const target = new URL(upstream.url);
    const options = { agent, host: target.hostname, port: target.port, method, path, headers };
    const call = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...responseHeaders });
      answer.pipe(outgoing);
      resolve(answer.statusCode ?? 502);
    });
    call.on('error', (error) => {
      if (!outgoing.headersSent) outgoing.writeHead(503, { 'content-type': 'text/plain' });
      outgoing.end(`The local engine does not answer: ${error.message}`);
      resolve(503);
    });
    outgoing.on('close', () => call.destroy());
    if (Buffer.isBuffer(body)) call.end(body);
    else body.pipe(call);
  });
