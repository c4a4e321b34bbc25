import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemBytes, type WireItem } from '#test/support/item-bytes';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** One call that a handler made to the table. */
export interface TableCall {
  /** E.g. `GetItem`. */
  readonly action: string;
  /** Eventually consistent reads: half a unit for each 4 kB begun, of every item. */
  readonly readUnits: number;
}

export interface RecordingProxy {
  readonly url: string;
  readonly calls: TableCall[];
  close(): Promise<void>;
}

const itemUnits = (item: WireItem): number => Math.ceil(itemBytes(item) / 4096) * 0.5;

const readUnitsOf = (action: string, body: Buffer): number => {
  const answer = JSON.parse(body.toString('utf8')) as {
    Item?: WireItem;
    Items?: WireItem[];
    Responses?: Record<string, WireItem[]>;
  };
  if (action === 'Query') {
    // A query's items are added up before they are rounded.
    const bytes = (answer.Items ?? []).reduce((sum, item) => sum + itemBytes(item), 0);
    return Math.max(1, Math.ceil(bytes / 4096)) * 0.5;
  }
  const items = [...(answer.Item ? [answer.Item] : []), ...Object.values(answer.Responses ?? {}).flat()];
  return items.reduce((sum, item) => sum + itemUnits(item), 0) || 0.5;
};

const forward = async (upstream: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> => {
  const sent = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
  ) as Record<string, string>;
  const response = await fetch(upstream, { method: 'POST', headers: sent, body: new Uint8Array(body) });
  const answer = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: answer };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/**
 * Stands before the table, counts what is read, and answers a request that it has seen from memory: with it in place,
 * a handler's time is its own and the SDK's, not the table's.
 */
export const startRecordingProxy = async (upstream: string): Promise<RecordingProxy> => {
  const calls: TableCall[] = [];
  const known = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const key = `${action} ${body.toString('utf8')}`;
    const answer = known.get(key) ?? (await forward(upstream, request.headers, body));
    known.set(key, answer);
    calls.push({ action, readUnits: readUnitsOf(action, answer.body) });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const port = await listen(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, calls, close };
};
