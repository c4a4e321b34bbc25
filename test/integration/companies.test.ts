import { issueApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts, getProduct } from '#contracts/api/catalog';
import {
  createCompany,
  deleteMember,
  getCompany,
  listCompanies,
  putMember,
  updateCompany,
} from '#contracts/api/companies';
import { recordView } from '#contracts/api/events';
import { getFlags, putFlags } from '#contracts/api/flags';
import { getHealth } from '#contracts/api/health';
import { getRecommendationConfig, putRecommendationConfig } from '#contracts/api/recommendation-config';
import type { Operation } from '#contracts/operation';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

let cloud: LocalCloudProcess;
let ann: string;
let bob: string;

const signIn = async (sub: string): Promise<string> => {
  await cloud.addUser({ sub, email: `${sub}@example.com`, name: sub, password: 'secret' });
  return cloud.issueToken(sub);
};

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  [ann, bob] = [await signIn('ann'), await signIn('bob')];
}, 120_000);

afterAll(() => cloud?.close());

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  const body = answer.text === '' ? undefined : JSON.parse(answer.text);
  return { status: answer.status, body, etag: answer.headers.get('etag') ?? '' };
};

const settings = { name: 'Linen House', currency: 'EUR', timeZone: 'Europe/Vienna' };

/** A company of Ann's, opened through the API. */
const openCompany = async (companyId: string) => {
  const { status } = await send(createCompany, { token: ann, body: { ...settings, companyId } });
  expect(status).toBe(201);
  return { params: { companyId }, token: ann };
};

const product = { productId: 'p1', title: 'Towel', prices: [{ amount: 1000, currency: 'EUR' }] };
const upsert = (token: string) => send(batchUpsertProducts, { token, body: { products: [product] } });

it('a person opens a company, finds it in their list, and changes it without overwriting others', async () => {
  const company = await openCompany('linen-house');
  const listed = await send(listCompanies, { token: ann });
  expect(listed.body.data).toEqual([expect.objectContaining({ companyId: 'linen-house', role: 'owner' })]);
  const read = await send(getCompany, company);
  const change = { ...company, headers: { 'if-match': read.etag }, body: { ...settings, name: 'Linen & Co.' } };
  expect((await send(updateCompany, change)).body.name).toBe('Linen & Co.');
  expect((await send(updateCompany, change)).status).toBe(412);
});

it('the same Idempotency-Key opens one company, though its id is made up anew', async () => {
  const call = { token: bob, body: settings, headers: { 'idempotency-key': 'open-once' } };
  const [first, second] = [await send(createCompany, call), await send(createCompany, call)];
  expect(first.body.companyId).toMatch(/^linen-house-[a-z0-9]{6}$/);
  expect(second.body).toEqual(first.body);
  expect((await send(listCompanies, { token: bob })).body.data).toHaveLength(1);
});

it('keys open the doors of their kind, a rotated one until its grace ends, a revoked one no longer', async () => {
  const company = await openCompany('key-shop');
  const issue = async (kind: string) => (await send(issueApiKey, { ...company, body: { kind } })).body;
  const [secret, publishable] = [await issue('secret'), await issue('publishable')];
  expect((await upsert(secret.key)).status).toBe(200);
  expect((await upsert(publishable.key)).status).toBe(403);
  const view = { eventId: 'view-0001', occurredAt: new Date().toISOString(), sessionId: 's1', productId: 'p1' };
  expect((await send(recordView, { token: publishable.key, body: view })).status).toBe(202);

  const keyIdOf = (keyId: string) => ({ ...company, params: { ...company.params, keyId } });
  const rotated = await send(rotateApiKey, { ...keyIdOf(secret.keyId), body: { graceSeconds: 3600 } });
  expect(rotated.status).toBe(201);
  for (const key of [secret.key, rotated.body.key]) expect((await upsert(key)).status).toBe(200);

  const unused = await issue('secret');
  for (let i = 0; i < 2; i++) expect((await send(revokeApiKey, keyIdOf(unused.keyId))).status).toBe(204);
  expect((await upsert(unused.key)).status).toBe(401);
  const { body } = await send(listApiKeys, company);
  expect(body.data.map((key: { status: string }) => key.status).sort()).toEqual([
    'active',
    'active',
    'active',
    'revoked',
  ]);
  for (const { key } of [secret, rotated.body, unused]) expect(JSON.stringify(body)).not.toContain(key);
  expect((await send(getProduct, { token: rotated.body.key, params: { productId: 'p1' } })).status).toBe(200);
});

it('people come and go, and one owner stays', async () => {
  const company = await openCompany('people-shop');
  const person = (userId: string) => ({ ...company, params: { ...company.params, userId } });
  expect((await send(getCompany, { ...company, token: bob })).status).toBe(404);
  expect((await send(putMember, { ...person('bob'), body: { role: 'viewer' } })).status).toBe(200);
  expect((await send(getCompany, { ...company, token: bob })).status).toBe(200);
  expect((await send(putMember, { ...person('bob'), token: bob, body: { role: 'owner' } })).status).toBe(403);
  expect((await send(deleteMember, person('ann'))).status).toBe(409);
  expect((await send(putMember, { ...person('bob'), body: { role: 'owner' } })).status).toBe(200);
  expect((await send(deleteMember, person('ann'))).status).toBe(204);
  expect((await send(getCompany, company)).status).toBe(404);
});

it('flags and configuration start with defaults and count their versions; what was changed is seen at once', async () => {
  const company = await openCompany('config-shop');
  const flags = await send(getFlags, company);
  expect([flags.body.version, flags.etag]).toEqual([0, '"v0"']);
  const put = { ...company, headers: { 'if-match': flags.etag }, body: { recommendations_enabled: false } };
  expect((await send(putFlags, put)).body.version).toBe(1);
  expect((await send(putFlags, put)).status).toBe(412);
  expect((await send(getFlags, company)).body).toMatchObject({
    flags: { ...flags.body.flags, recommendations_enabled: false },
    updatedBy: 'ann',
  });

  const ofCompany = { token: ann, query: { companyId: 'config-shop' } };
  const config = await send(getRecommendationConfig, ofCompany);
  expect(config.body.config).toEqual(defaultRecommendationConfig);
  const body = { ...config.body.config, defaultLimit: 4 };
  const change = { ...ofCompany, headers: { 'if-match': config.etag }, body };
  expect((await send(putRecommendationConfig, change)).etag).toBe('"v1"');
  expect((await send(getRecommendationConfig, ofCompany)).body.config).toEqual(body);
});

it('the health check answers without a credential and looks at the table when asked', async () => {
  expect((await send(getHealth, {})).body).toMatchObject({ status: 'ok', checks: {} });
  expect((await send(getHealth, { query: { deep: '1' } })).body).toMatchObject({
    status: 'ok',
    checks: { table: 'ok' },
  });
});
