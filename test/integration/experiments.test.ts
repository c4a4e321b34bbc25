import { issueApiKey } from '#contracts/api/api-keys';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { estimateDraft, replayLists } from '#contracts/api/counterfactual';
import { recordClick, recordImpression, recordView } from '#contracts/api/events';
import { createExperiment, getExperimentResults, startExperiment, stopExperiment } from '#contracts/api/experiments';
import { putFlags } from '#contracts/api/flags';
import { getHoldOut, getHoldOutResults } from '#contracts/api/hold-out';
import { batchUpsertOrders, refundOrder } from '#contracts/api/orders';
import { putRecommendationConfig } from '#contracts/api/recommendation-config';
import {
  getAlsoBought,
  getProductRecommendations,
  type recommendationListSchema,
} from '#contracts/api/recommendations';
import { evaluateCart } from '#contracts/api/upsell';
import type { Operation } from '#contracts/operation';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Assignment } from '#core/experiments/experiment';
import { isHeldOut } from '#core/hold-out/is-held-out';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

type RecommendationList = (typeof recommendationListSchema)['_zod']['output'];

const companyId = 'trial-shop';
const share = { shareBasisPoints: 500, salt: '' };
const everybody = Array.from({ length: 400 }, (_, index) => `visitor-${index}`);
const held = everybody.filter((visitor) => isHeldOut(companyId, share, visitor)).slice(0, 3);
const shown = everybody.filter((visitor) => !isHeldOut(companyId, share, visitor)).slice(0, 12);
const config = { ...defaultRecommendationConfig, explorationShare: 0.5 };

let cloud: LocalCloudProcess;
let token: string;
let secretKey: string;
let experimentId: string;
let events = 0;

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.text === '' ? undefined : JSON.parse(answer.text),
  };
};

const asMember = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { token, ...call, query: { companyId, ...call.query } });

const stamp = (sessionId: string) => ({
  eventId: `event-${String(++events).padStart(6, '0')}`,
  occurredAt: new Date().toISOString(),
  sessionId,
});

const tell = async (operation: Operation, body: object): Promise<void> => {
  const answer = await send(operation, { query: { companyId }, body });
  expect([answer.status, answer.body.accepted]).toEqual([202, 1]);
};

const listFor = async (query: Record<string, string> = {}, operation: Operation = getAlsoBought) => {
  const { status, headers, body } = await send(operation, {
    params: { productId: 'p0' },
    query: { companyId, ...query },
  });
  expect(status).toBe(200);
  return { list: body as RecommendationList, caching: headers.get('cache-control') };
};

const price = { amount: 1000, currency: 'EUR' };
const order = (orderId: string, sessionId: string, amount: number) => ({
  orderId,
  sessionId,
  currency: 'EUR',
  orderedAt: new Date().toISOString(),
  lines: [{ productId: 'p1', quantity: 1, unitPrice: { amount, currency: 'EUR' } }],
});

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'tess', email: 'tess@example.com', name: 'Tess', password: 'secret' });
  token = await cloud.issueToken('tess');
  await send(createCompany, { token, body: { companyId, name: 'Trials', currency: 'EUR', timeZone: 'Europe/Berlin' } });
  const params = { companyId };
  secretKey = (await asMember(issueApiKey, { params, body: { kind: 'secret', label: 'server' } })).body.key;
  const products = Array.from({ length: 14 }, (_, index) => ({
    productId: `p${index}`,
    title: `Product ${index}`,
    categoryPath: ['Kitchen'],
    prices: [price],
  }));
  await send(batchUpsertProducts, { token: secretKey, body: { products } });
  const headers = { 'if-match': '"v0"' };
  await asMember(putFlags, { params, headers, body: { smart_upsell_enabled: true } });
  await asMember(putRecommendationConfig, { params, headers, body: config });
}, 180_000);

afterAll(() => cloud?.close());

it('refuses to start an experiment on no placement, and starts one whose variants show different lists', async () => {
  const variants = [
    { variant: 'as-is', weight: 1 },
    { variant: 'short', weight: 1, treatment: { limit: 2 } },
  ];
  const draft = { name: 'Short list', subject: 'recommendations', exposure: 'list', variants, leastUnits: 100 };
  const nowhere = await asMember(createExperiment, { body: draft });
  const refused = await asMember(startExperiment, { params: { experimentId: nowhere.body.experimentId } });
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/body/placement']);
  const created = await asMember(createExperiment, { body: { ...draft, placement: 'also-bought' } });
  experimentId = created.body.experimentId;
  expect((await asMember(startExperiment, { params: { experimentId } })).status).toBe(200);
});

it('tells all pages alike who is held out and what runs, in a list that caches may keep', async () => {
  const { list, caching } = await listFor();
  expect(caching).toContain('public');
  expect(list.holdOut).toEqual(share);
  expect(list.experiments).toMatchObject([{ experimentId }]);
  expect(list.items.length).toBeGreaterThan(2);
});

it('shows held-out shoppers no list and no offer, not even their variant', async () => {
  const { list, caching } = await listFor({ sessionId: held[0]! }, getProductRecommendations);
  expect([list.source, list.items, caching]).toEqual(['holdout', [], 'private, no-store']);
  const cart = { lines: [{ productId: 'p1', quantity: 1 }], sessionId: held[0] };
  const { body } = await send(evaluateCart, { token: secretKey, body: { cart } });
  expect([body.reason, body.offers]).toEqual(['held-out', []]);
});

it('counts who saw and clicked the list of which variant, as pages draw them, each once', async () => {
  const assignment: Assignment = (await listFor()).list.experiments[0]!;
  const dealt = shown.map((visitor) => ({ visitor, variant: assignVariant(assignment, visitor)! }));
  for (const { visitor, variant } of dealt) {
    const { list } = await listFor({ experimentId, variant });
    expect(list.experiment).toEqual({ experimentId, variant });
    expect(list.items.length === 2).toBe(variant === 'short');
    const [first] = list.items;
    const tokens = list.items.map((item) => item.token);
    const productIds = list.items.map(({ productId }) => productId);
    const impression = { ...stamp(visitor), token: first!.token, tokens, productIds };
    await tell(recordImpression, impression);
    await tell(recordImpression, impression);
    await tell(recordClick, { ...stamp(visitor), token: first!.token, productId: first!.productId });
  }
  await cloud.drainStreams();
  const { body } = await asMember(getExperimentResults, { params: { experimentId } });
  for (const variant of ['as-is', 'short']) {
    const units = dealt.filter((one) => one.variant === variant).length;
    const result = body.variants.find((one: { variant: string }) => one.variant === variant);
    expect([variant, result.units, result.metrics.clicks.value]).toEqual([variant, units, units === 0 ? null : 1]);
  }
}, 60_000);

it('counts what both arms of the hold-out bought, repeated, refunded and by pages alike', async () => {
  for (const visitor of [...held, ...shown]) {
    await tell(recordView, { ...stamp(visitor), productId: 'p1' });
    await tell(recordView, { ...stamp(visitor), productId: 'p2' });
  }
  const orders = [order('o1', held[0]!, 1500), order('o2', shown[0]!, 2500), order('o3', shown[1]!, 4000)];
  await send(batchUpsertOrders, { token: secretKey, body: { orders } });
  await send(batchUpsertOrders, { token: secretKey, body: { orders } });
  const refund = { refundId: 'r1', lines: [{ productId: 'p1', quantity: 1 }], refundedAt: new Date().toISOString() };
  await send(refundOrder, { token: secretKey, params: { orderId: 'o3' }, body: refund });
  await cloud.drainStreams();
  const { body } = await asMember(getHoldOutResults);
  expect(body.arms).toEqual({
    held: { units: 3, buyers: 1, orders: 1, revenue: 1500 },
    shown: { units: 12, buyers: 2, orders: 2, revenue: 2500 },
  });
  expect(body).toMatchObject({ share, incrementalRevenue: null, verdict: { code: 'too-early' } });
  expect((await asMember(getHoldOut)).body).toMatchObject({ holdOut: share, version: 0 });
}, 60_000);

it('replays what was shown under a draft, and estimates or refuses from what was explored', async () => {
  const day = new Date().toISOString().slice(0, 10);
  const draft = { ...config, pins: [{ sourceProductId: null, productId: 'p9', position: 0 }] };
  const replay = await asMember(replayLists, { body: { placement: 'also-bought', day, config: draft } });
  expect(replay.status).toBe(200);
  expect(replay.body).toMatchObject({ lists: 12, changedLists: 12, log: { isComplete: true, lists: 12 } });
  const body = { placement: 'also-bought', from: day, to: day, config: draft };
  const estimate = await asMember(estimateDraft, { body });
  expect(estimate.body).toMatchObject({ kind: 'refused', reason: 'thin-overlap', judgedLists: 12 });
  const impressions = (await asMember(replayLists, { body: { placement: 'also-bought', day, config: draft } })).body
    .log;
  expect(impressions).toEqual(replay.body.log);
}, 60_000);

it('ends an experiment for good', async () => {
  const { status, body } = await asMember(stopExperiment, { params: { experimentId } });
  expect([status, body.status]).toEqual([200, 'STOPPED']);
});
