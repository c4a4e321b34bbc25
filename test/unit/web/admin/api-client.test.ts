import { operations } from '#contracts/operations';
import { createApiClient } from '../../../../web/admin/src/api/api-client.ts';
import { ApiProblem } from '../../../../web/admin/src/api/api-problem.ts';
import { operationRoutes } from '../../../../web/admin/src/api/operations.generated.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

const createClient = (answer: Response | Error, token: string | undefined = 'a-token') => {
  const calls: Call[] = [];
  const client = createApiClient({
    baseUrl: 'https://api.example',
    getToken: async () => token,
    fetch: async (input, init) => {
      calls.push({ url: String(input), init: init ?? {} });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const headersOfFirst = () => new Headers(calls[0]?.init.headers);
  return { client, calls, headersOfFirst };
};

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const rejection = async (promise: Promise<unknown>): Promise<ApiProblem> =>
  promise.then(
    () => Promise.reject(new Error('did not reject')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ApiProblem);
      return error as ApiProblem;
    },
  );

describe('createApiClient', () => {
  it('has a method for every operation of the API, at its method and path', () => {
    expect(Object.keys(operationRoutes).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const { id, method, path } of operations) {
      expect(operationRoutes[id as keyof typeof operationRoutes]).toMatchObject({ method, path });
    }
  });

  it('fills the path, the query and the bearer token', async () => {
    const { client, calls, headersOfFirst } = createClient(json({ data: [], nextCursor: null }));
    await client.listApiKeys({ params: { companyId: 'a-shop' }, query: { limit: 5, cursor: undefined } });
    expect(calls[0]?.url).toBe('https://api.example/api/companies/a-shop/keys?limit=5');
    expect(headersOfFirst().get('authorization')).toBe('Bearer a-token');
    expect(calls[0]?.init.body).toBeUndefined();
  });

  it('sends the ETag of the version that a PUT changes and gives back the new one', async () => {
    const flags = { flags: {}, version: 8, updatedAt: null, updatedBy: null };
    const { client, headersOfFirst } = createClient(json(flags, 200, { etag: '"8"' }));
    const request = { params: { companyId: 'a-shop' }, body: { smart_upsell_enabled: true } };
    const answer = await client.putFlags(request, { ifMatch: '"7"' });
    expect(headersOfFirst().get('if-match')).toBe('"7"');
    expect(answer).toEqual({ data: flags, etag: '"8"' });
  });

  it('gives creating calls an idempotency key of their own', async () => {
    const { client, calls } = createClient(json({}, 201));
    const request = { params: { companyId: 'a-shop' }, body: { kind: 'secret' as const } };
    await client.issueApiKey(request).catch(() => undefined);
    await client.issueApiKey(request).catch(() => undefined);
    const keys = calls.map(({ init }) => new Headers(init.headers).get('idempotency-key'));
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key) => key !== null && key.length >= 16)).toBe(true);
  });

  it('rejects with the problem that the API names', async () => {
    const problem = {
      title: 'The request does not match its contract',
      code: 'validation_failed',
      detail: 'name is missing',
      requestId: 'r-9',
      errors: [{ pointer: '/body/name', code: 'too_small', message: 'is too short' }],
    };
    const { client } = createClient(json(problem, 400));
    const error = await rejection(
      client.createCompany({ body: { name: '', currency: 'GBP', timeZone: 'Europe/London' } }),
    );
    expect(error).toMatchObject({ status: 400, code: 'validation_failed', requestId: 'r-9' });
    expect(error.messageFor('/name')).toBe('is too short');
    expect(error.messageFor('/currency')).toBeUndefined();
  });

  it('keeps the status of an answer that is no problem document', async () => {
    const { client } = createClient(new Response('<html>Bad gateway</html>', { status: 502 }));
    expect(await rejection(client.listCompanies({}))).toMatchObject({ status: 502, code: 'internal' });
  });

  it('says that nobody answered when the network fails', async () => {
    const { client } = createClient(new TypeError('fetch failed'));
    expect(await rejection(client.listCompanies({}))).toMatchObject({ status: 0, code: 'unreachable' });
  });

  it('sends no authorization header without a token', async () => {
    const { client, headersOfFirst } = createClient(json({ data: [], nextCursor: null }), '');
    await client.listCompanies({});
    expect(headersOfFirst().has('authorization')).toBe(false);
  });
});
