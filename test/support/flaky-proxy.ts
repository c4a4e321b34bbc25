import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FlakyProxy {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  /** Statuses that callers got for POSTs, by path, in order. */
  readonly statuses: ReadonlyMap<string, readonly number[]>;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const hopByHop = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'content-encoding',
]);

const passedOn = (headers: Iterable<[string, string | string[] | undefined]>): [string, string][] =>
  [...headers].flatMap(([name, value]) => (value === undefined || hopByHop.has(name) ? [] : [[name, String(value)]]));

/**
 * Hands requests to `target` and answers; but tells the first POST of each path that it failed with 503, although it was
 * carried out: the worst that a client which retries can meet.
 */
export const startFlakyProxy = async (target: string): Promise<FlakyProxy> => {
  const statuses = new Map<string, number[]>();
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const body = await bodyOf(request);
    const answer = await fetch(target + url, {
      method,
      headers: passedOn(Object.entries(request.headers)),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const isFirst = method === 'POST' && !statuses.has(url);
    const status = isFirst ? 503 : answer.status;
    if (method === 'POST') statuses.set(url, [...(statuses.get(url) ?? []), status]);
    response.writeHead(status, Object.fromEntries(passedOn(answer.headers.entries())));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
