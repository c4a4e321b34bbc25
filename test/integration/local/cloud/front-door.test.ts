import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir });
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

const get = (path: string, init?: RequestInit) => fetch(`${cloud.webUrl}${path}`, init);

it('serves the uploaded site with its default page and security headers', async () => {
  const response = await get('/');
  expect(await response.text()).toContain('Hello from the fixture site.');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

it('answers addresses inside the single-page app with its page', async () => {
  const response = await get('/orders/17');
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Hello')]);
});

it('tells the app local addresses in /config.json', async () => {
  expect(await (await get('/config.json')).json()).toEqual({
    apiBaseUrl: '',
    oidcIssuer: cloud.issuer,
    oidcClientId: cloud.clientId,
    stage: 'local',
  });
});

it('passes /api/* to the HTTP API with no more than the policies forward', async () => {
  const response = await get('/api/items/1?dropped=1', { headers: { 'x-custom': '1', authorization: 'Bearer x' } });
  const { event } = (await response.json()) as { event: { rawQueryString: string; headers: object } };
  expect(event.rawQueryString).toBe('');
  expect(event.headers).not.toHaveProperty('x-custom');
  expect(event.headers).not.toHaveProperty('authorization');
});

it('refuses methods that the behaviour does not allow', async () => {
  expect((await get('/api/do/put', { method: 'POST', body: '{}' })).status).toBe(403);
});

it('answers 304 to what the browser has', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  expect((await get('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

it('gives outputs with local addresses', async () => {
  expect(cloud.outputs).toMatchObject({ ApiUrl: cloud.apiUrl, WebUrl: cloud.webUrl });
});
