import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#adapters/dynamodb/table';
import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { startExperiment } from '#contracts/api/experiments';
import { getProductRecommendations } from '#contracts/api/recommendations';
import { getPlan, getUsage } from '#contracts/api/usage';
import type { Operation } from '#contracts/operation';
import { planCommand } from '#scripts/operator/commands';
import { readOptions } from '#scripts/operator/options';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { rootDynamoDb } from '#test/support/local-cloud-fixture';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

let cloud: LocalCloudProcess;
let token: string;
let table: Table;

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  return { ...answer, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
};

const openShop = async (companyId: string, ...plan: string[]) => {
  const company = { companyId, name: companyId, currency: 'EUR', timeZone: 'Europe/Berlin' };
  await send(createCompany, { token, body: company });
  const { body } = await send(issueApiKey, { params: { companyId }, token, body: { kind: 'secret' } });
  const products = Array.from({ length: 12 }, (_, index) => ({
    productId: `p${index}`,
    title: `Product ${index}`,
    prices: [{ amount: 1_000, currency: 'EUR' }],
  }));
  await send(batchUpsertProducts, { token: body.key, body: { products } });
  const options = readOptions(['plan', '--table', 'main', '--company', companyId, '--by', 'jane', ...plan]);
  if (options?.command === 'plan') await planCommand(table, options, new Date().toISOString());
};

/** Lists that a shop's pages showed: of sessions with 50 each, every tenth sent twice. */
const showLists = async (companyId: string, count: number) => {
  const events = Array.from({ length: count }, (_, index) => ({
    eventId: `impression-${index}`,
    type: 'recommendation_impression',
    occurredAt: new Date().toISOString(),
    sessionId: `session-${Math.floor(index / 50)}`,
    recommendationId: `rec-${index}`,
    productIds: ['p1', 'p2'],
  }));
  const sent = [...events, ...events.filter((_, index) => index % 10 === 0)];
  for (let from = 0; from < sent.length; from += 100) {
    const body = { events: sent.slice(from, from + 100) };
    const answer = await send(recordEvents, { query: { companyId }, body });
    expect(answer.body.results.every((one: { status: string }) => one.status === 'accepted')).toBe(true);
  }
};

const listOf = (companyId: string, query: Record<string, string> = {}) =>
  send(getProductRecommendations, { params: { productId: 'p0' }, query: { companyId, ...query } });

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  const client = DynamoDBDocumentClient.from(rootDynamoDb(cloud), { marshallOptions: { removeUndefinedValues: true } });
  table = { client, tableName: await cloud.resourceId('Table') };
  await cloud.addUser({ sub: 'ann', email: 'ann@example.com', name: 'Ann', password: 'secret' });
  token = await cloud.issueToken('ann');
  await openShop('free-shop', '--set', 'free');
  await openShop('strict-shop', '--set', 'free', '--over-quota', 'stop');
  await openShop('open-shop', '--set', 'default');
  for (const companyId of ['free-shop', 'strict-shop', 'open-shop']) await showLists(companyId, 1_000);
  const robot = {
    eventId: 'impression-robot',
    type: 'recommendation_impression',
    sessionId: 'robot',
    recommendationId: 'rec-r',
  };
  const body = { events: [{ ...robot, occurredAt: new Date().toISOString(), productIds: ['p1'] }] };
  await send(recordEvents, { query: { companyId: 'open-shop' }, body, headers: { 'user-agent': 'Googlebot/2.1' } });
  await cloud.drainStreams();
}, 120_000);

afterAll(() => cloud?.kill());

describe('plans in the local cloud', () => {
  it('meter each shown list once, without robots, and tell it against the quota', async () => {
    const { body } = await send(getUsage, { token, query: { companyId: 'free-shop' } });
    expect(body).toMatchObject({
      plan: 'free',
      served: 1_000,
      quota: { recommendationsPerMonth: 1_000, usedBasisPoints: 10_000, isUsedUp: true, whenOverQuota: 'basic-list' },
    });
    const open = await send(getUsage, { token, query: { companyId: 'open-shop' } });
    expect(open.body).toMatchObject({ plan: 'enterprise', served: 1_000, quota: null });
  });

  it('let shops have the plain list, or none, once the quota is used up: always 200, and saying so', async () => {
    expect(await cloud.triggerSchedule('EveryQuarterHour')).toMatchObject([
      { watched: 2, marked: 2, overQuota: 2, failed: 0 },
    ]);
    const plain = await listOf('free-shop', { sessionId: 'session-1' });
    expect([plain.status, plain.body.quotaExceeded, plain.body.items.length]).toEqual([200, true, 8]);
    expect(plain.headers.get('ratelimit')).toMatch(/, "month";r=0;t=\d+$/);
    const stopped = await listOf('strict-shop');
    expect([stopped.status, stopped.body.quotaExceeded, stopped.body.items]).toEqual([200, true, []]);
    const open = await listOf('open-shop');
    expect([open.status, open.body.quotaExceeded, open.body.items.length]).toEqual([200, false, 8]);
  });

  it('refuse merchants what their plan does not include, with a reason', async () => {
    const { body: plan } = await send(getPlan, { token, query: { companyId: 'free-shop' } });
    expect(plan.plan).toMatchObject({ name: 'free', entitlements: ['basic-algorithms', 'basic-analytics'] });
    const call = { params: { experimentId: 'any' }, token, query: { companyId: 'free-shop' } };
    const { status, body } = await send(startExperiment, call);
    expect([status, body.code, body.detail]).toEqual([403, 'not_in_plan', expect.stringContaining('Growth')]);
  });
});
