import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

type Claims = Record<string, string>;
type Echo = {
  event: {
    routeKey: string;
    pathParameters: Record<string, string>;
    requestContext: { requestId: string; authorizer: { jwt: { claims: Claims } } };
  };
  remaining: number;
};

const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
const user = { sub: 'user-1', email: 'ada@example.com', name: 'Ada', password: 'secret' };
let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir, users: [user] });
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

const act = (action: string, body: unknown = {}) =>
  fetch(`${cloud.apiUrl}/api/do/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const me = (token?: string) =>
  fetch(`${cloud.apiUrl}/api/me`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

describe('routes', () => {
  it('hands the function an event of payload format 2.0', async () => {
    const response = await fetch(`${cloud.apiUrl}/api/items/a%20b?x=1&x=2&y=`, { headers: { cookie: 'a=1; b=2' } });
    const { event, remaining } = await json<Echo>(response);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /api/items/{id}',
      rawPath: '/api/items/a%20b',
      rawQueryString: 'x=1&x=2&y=',
      queryStringParameters: { x: '1,2', y: '' },
      pathParameters: { id: 'a b' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-forwarded-for': expect.stringContaining('127.0.0.1'), 'x-forwarded-proto': 'http' },
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', path: '/api/items/a%20b' }, stage: '$default' },
    });
    expect(event.requestContext.requestId).toBe(response.headers.get('apigw-requestid'));
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(2000);
  });

  it('prefers literal segments to parameters and passes the rest of a path to {proxy+}', async () => {
    const special = await json<Echo>(fetch(`${cloud.apiUrl}/api/items/special`));
    const file = await json<Echo>(fetch(`${cloud.apiUrl}/api/files/a/b.txt`));
    expect(special.event.routeKey).toBe('GET /api/items/special');
    expect(file.event.pathParameters).toEqual({ proxy: 'a/b.txt' });
  });

  it('gives binary bodies in base64 and takes binary answers back', async () => {
    const body = new Uint8Array([0, 200, 255]);
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await json<Echo>(fetch(`${cloud.apiUrl}/api/items/1`, { method: 'POST', headers, body }));
    const answer = new Uint8Array(await (await act('binary')).arrayBuffer());
    expect(sent.event).toMatchObject({ isBase64Encoded: true, body: Buffer.from(body).toString('base64') });
    expect([...answer]).toEqual([0, 255, 1]);
  });

  it('sends cookies as headers of their own', async () => {
    expect((await act('cookies')).headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  });

  it('answers 404 where the template has no route', async () => {
    const response = await fetch(`${cloud.apiUrl}/api/unknown`);
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  it('takes a path that begins with two slashes for a path', async () => {
    expect((await fetch(`${cloud.apiUrl}//api/items/1`)).status).toBe(404);
  });

  it('answers 413 to bodies over 10 MB', async () => {
    const body = 'x'.repeat(10 * 1024 * 1024 + 1);
    const headers = { 'content-type': 'text/plain' };
    const response = await fetch(`${cloud.apiUrl}/api/items/1`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
  });
});

describe('functions', () => {
  it('see the variables of the template and of the Lambda runtime, and none of this machine', async () => {
    const environment = await json<Record<string, string>>(act('environment'));
    expect(environment).toMatchObject({ AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128' });
    expect(environment.TABLE_NAME).toBe(await cloud.resourceId('FixtureData/Main'));
    expect(environment).not.toHaveProperty('HOME');
    expect(environment).not.toHaveProperty('NODE_ENV');
  });

  it.each(['throw', 'exit'])('that %s answer 500 and serve the next request', async (action) => {
    const failed = await act(action);
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect((await act('get', { id: 'nothing' })).status).toBe(200);
  });

  it('that outlast their timeout are stopped', async () => {
    expect((await act('sleep', { ms: 60_000 })).status).toBe(500);
    expect((await cloud.functionLogs('Echo')).join('\n')).toContain('Task timed out after 2.00 seconds');
  });

  it('are served several at a time, each alone in its worker', async () => {
    const startedAt = Date.now();
    const answers = await Promise.all([act('sleep', { ms: 800 }), act('sleep', { ms: 800 })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(Date.now() - startedAt).toBeLessThan(1600);
  });

  it('are refused what their role does not allow, as AWS would', async () => {
    expect((await act('put', { id: 'p', value: 'v' })).status).toBe(201);
    const refused = await act('delete', { id: 'p' });
    const { name, message } = await json<{ name: string; message: string }>(refused);
    expect(name).toBe('AccessDeniedException');
    expect(message).toMatch(/is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb/);
  });

  it('can be invoked directly and report their failures', async () => {
    const failed = await cloud.invoke('FixtureApp/Task', { step: 'prepare', items: ['broken'] });
    expect(failed).toMatchObject({ functionError: 'Error', payload: { errorMessage: 'broken' } });
    expect((await cloud.invoke('Task', 'x')).payload).toBe('done x');
  });
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    fetch(`${cloud.apiUrl}/api/items/1`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  it('answers preflights of allowed origins without asking a function', async () => {
    const before = await cloud.stats();
    const response = await preflight('https://shop.example');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-max-age')).toBe('600');
    expect(await cloud.stats()).toEqual(before);
  });

  it('gives other origins no header', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('adds the header to answers, errors too', async () => {
    const headers = { origin: 'https://shop.example' };
    const missing = await fetch(`${cloud.apiUrl}/nowhere`, { headers });
    expect(missing.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});

describe('JWT authorizer', () => {
  it('passes the claims of a good token', async () => {
    const response = await me(await cloud.issueToken(user.sub));
    const { event } = await json<Echo>(response);
    const { claims } = event.requestContext.authorizer.jwt;
    expect(claims).toMatchObject({ sub: 'user-1', email: 'ada@example.com', name: 'Ada' });
  });

  it.each([
    ['no token', async () => undefined],
    ['a token that is none', async () => 'nonsense'],
    ['an expired token', async () => cloud.issueToken(user.sub, { lifetimeSeconds: -1 })],
    ['a token for another client', async () => cloud.issueToken(user.sub, { clientId: 'other' })],
  ])('answers 401 to %s', async (_case, tokenOf) => {
    const response = await me(await tokenOf());
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  });

  it('answers 401 to a token signed by somebody else', async () => {
    const [header, claims] = (await cloud.issueToken(user.sub)).split('.');
    expect((await me(`${header}.${claims}.${'A'.repeat(86)}`)).status).toBe(401);
  });
});
