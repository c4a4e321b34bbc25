import { createHash, randomBytes } from 'node:crypto';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

type Discovery = { authorization_endpoint: string; token_endpoint: string; jwks_uri: string };
type Tokens = { access_token: string; id_token: string; refresh_token: string; token_type: string };

const user = { sub: 'user-1', email: 'ada@example.com', name: 'Ada', password: 'secret & long' };
const verifier = randomBytes(32).toString('base64url');
let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;
let discovery: Discovery;
let cookies: Map<string, string>;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir, users: [user] });
  discovery = (await (await fetch(`${cloud.issuer}/.well-known/openid-configuration`)).json()) as Discovery;
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

beforeEach(() => {
  cookies = new Map();
});

/** A browser that keeps cookies and does not follow redirects by itself. */
const browse = async (url: string, init: RequestInit = {}): Promise<Response> => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(new URL(url, cloud.issuer), {
    ...init,
    redirect: 'manual',
    headers: { ...init.headers, cookie },
  });
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
    cookies.set(name, value);
  }
  return response;
};
const follow = async (response: Response): Promise<Response> => browse(response.headers.get('location') ?? '');

const openSignIn = async (redirectUri = `${cloud.webUrl}/callback`) =>
  browse(
    `${discovery.authorization_endpoint}?${new URLSearchParams({
      client_id: cloud.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state: 'kept',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })}`,
  );
const submit = (action: string, email: string, password: string) =>
  browse(action, { method: 'POST', body: new URLSearchParams({ email, password }) });
const signIn = async (): Promise<URL> => {
  const action = (await openSignIn()).headers.get('location') ?? '';
  const resumed = await follow(await submit(action, 'ADA@example.com', user.password));
  return new URL(resumed.headers.get('location') ?? '');
};
const exchange = (fields: Record<string, string>) =>
  fetch(discovery.token_endpoint, {
    method: 'POST',
    headers: { origin: cloud.webUrl },
    body: new URLSearchParams({ client_id: cloud.clientId, ...fields }),
  });
const redeem = (code: string, codeVerifier = verifier) =>
  exchange({
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${cloud.webUrl}/callback`,
    code_verifier: codeVerifier,
  });
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('signing in', () => {
  it('leads from the app over the page back to the app, and to a token that the API takes', async () => {
    const back = await signIn();
    expect(`${back.origin}${back.pathname}`).toBe(`${cloud.webUrl}/callback`);
    expect(back.searchParams.get('state')).toBe('kept');
    const response = await redeem(back.searchParams.get('code') ?? '');
    expect(response.headers.get('access-control-allow-origin')).toBe(cloud.webUrl);
    const tokens = (await response.json()) as Tokens;
    expect(claimsOf(tokens.id_token)).toMatchObject({ sub: user.sub, email: user.email, name: user.name });
    const me = await fetch(`${cloud.apiUrl}/api/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(me.status).toBe(200);
    const { event } = (await me.json()) as { event: { requestContext: { authorizer: { jwt: { claims: object } } } } };
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({ sub: user.sub, email: user.email });
  });

  it('lasts: a refresh token gives new tokens', async () => {
    const code = (await signIn()).searchParams.get('code') ?? '';
    const { refresh_token } = (await (await redeem(code)).json()) as Tokens;
    const again = await exchange({ grant_type: 'refresh_token', refresh_token });
    expect(claimsOf(((await again.json()) as Tokens).access_token)).toMatchObject({ sub: user.sub });
  });

  it('tells a wrong password in plain words and keeps the e-mail', async () => {
    const action = (await openSignIn()).headers.get('location') ?? '';
    const page = await submit(action, 'ada@example.com"><b>', 'wrong');
    const html = await page.text();
    expect(page.status).toBe(401);
    expect(html).toContain('The e-mail or the password is wrong.');
    expect(html).toContain('value="ada@example.com&#34;&#62;&#60;b&#62;"');
  });

  it('shows the demo sign-in on the page', async () => {
    const html = await (await follow(await openSignIn())).text();
    expect(html).toContain('<b>ada@example.com</b> with password <b>secret &#38; long</b>');
  });

  it('needs the verifier that belongs to the challenge', async () => {
    const code = (await signIn()).searchParams.get('code') ?? '';
    expect((await redeem(code, randomBytes(32).toString('base64url'))).status).toBe(400);
  });

  it('never returns to another site', async () => {
    const response = await openSignIn('https://evil.example/callback');
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });
});
