import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createImport } from '#contracts/api/imports';
import { getOrder } from '#contracts/api/orders';
import { ApiError, makeApiClient } from '#scripts/api-client';

interface Seen {
  readonly method?: string;
  readonly url?: string;
  readonly authorization?: string;
  readonly body: string;
}

/** Answers every call with `status` and `body`, and keeps what was asked. */
const withServer = async (status: number, body: unknown, test: (apiUrl: string, seen: Seen[]) => Promise<void>) => {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method, url, headers } = request;
    seen.push({ method, url, authorization: headers.authorization, body: text });
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

describe('API client', () => {
  it('fills path and query, sends credential and body, and answers the body', async () => {
    await withServer(200, { importId: 'i1' }, async (apiUrl, seen) => {
      const client = makeApiClient({ apiUrl, token: 'secret' });
      expect(await client.call(getOrder, { params: { orderId: 'a b' } })).toEqual({ importId: 'i1' });
      await client.call(createImport, { query: { companyId: undefined }, body: { kind: 'orders' } });
      expect(seen).toEqual([
        { method: 'GET', url: '/api/orders/a%20b', authorization: 'Bearer secret', body: '' },
        { method: 'POST', url: '/api/imports', authorization: 'Bearer secret', body: '{"kind":"orders"}' },
      ]);
    });
  });

  it('throws what the API explains, naming the fields', async () => {
    const problem = { detail: 'No', errors: [{ pointer: '/body/kind', code: 'x', message: 'is unknown' }] };
    await withServer(400, problem, async (apiUrl) => {
      const failed = makeApiClient({ apiUrl }).call(createImport, { body: { kind: 'orders' } });
      await expect(failed).rejects.toThrow(ApiError);
      await expect(failed).rejects.toThrow(/createImport answered 400: No\n {2}\/body\/kind is unknown/);
    });
  });
});
