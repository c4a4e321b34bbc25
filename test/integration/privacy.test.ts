import { gzipSync } from 'node:zlib';
import { hashEmail } from '#adapters/dynamodb/customer-store';
import { keys } from '#adapters/dynamodb/keys';
import { issueApiKey } from '#contracts/api/api-keys';
import { putCart } from '#contracts/api/carts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { batchUpsertCustomers } from '#contracts/api/customers';
import { recordEvents } from '#contracts/api/events';
import { createExperiment, startExperiment } from '#contracts/api/experiments';
import { getFlags, putFlags } from '#contracts/api/flags';
import { putHoldOut } from '#contracts/api/hold-out';
import { createImport, getImport, startImport } from '#contracts/api/imports';
import { batchUpsertOrders, getOrder } from '#contracts/api/orders';
import {
  createPrivacyErasure,
  createPrivacyExport,
  createPrivacyRequest,
  getPrivacyJob,
  verifyErasureReport,
} from '#contracts/api/privacy';
import { recordSegmentBatch } from '#contracts/api/segment';
import { evaluateCart } from '#contracts/api/upsell';
import { recordOfferAccept, recordOfferImpressions } from '#contracts/api/upsell-impressions';
import { createRule } from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type EverythingKept, everythingKept, namesMentioning, plantObject } from '#test/support/everything-kept';
import { anExperimentDraft } from '#test/support/experiment-fixtures';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const companyId = 'private-shop';
const query = { companyId };
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const now = () => new Date().toISOString();

let cloud: LocalCloudProcess;
let token: string;
let secretKey: string;
let writeKey: string;
let kept: EverythingKept;

const send = async (operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  const body = answer.text === '' ? undefined : JSON.parse(answer.text);
  if (answer.status !== operation.status) throw new Error(`${operation.id} answered ${answer.status}: ${answer.text}`);
  return { body, etag: answer.headers.get('etag') ?? '' };
};

const asMember = (operation: Operation, call: OperationCall = {}) =>
  send(operation, { token, ...call, query: { ...query, ...call.query } });
const asServer = (operation: Operation, body: unknown) => send(operation, { token: secretKey, body });
const asShopper = (operation: Operation, body: unknown, params?: Record<string, string>) =>
  send(operation, { query, body, params });

/** Somebody who has left traces wherever one can. */
interface Planted {
  /** What the ids of orders and carts end with: those stay, or say nothing. */
  readonly letter: string;
  readonly customerId: string;
  readonly email: string;
  readonly sessions: readonly [first: string, second: string, segment: string];
}

const doomed: Planted = {
  letter: 'D',
  customerId: 'doomed.person@example.com',
  email: 'doomed.mail@example.com',
  sessions: ['doomed-session-1', 'doomed-session-2', 'doomed-session-3'],
};
const spared: Planted = {
  letter: 'S',
  customerId: 'spared.person@example.com',
  email: 'spared.mail@example.com',
  sessions: ['spared-session-1', 'spared-session-2', 'spared-session-3'],
};

const traces = ({ customerId, email, sessions }: Planted, signingKey: string): string[] => [
  customerId,
  email,
  ...sessions,
  hashEmail(signingKey, email),
];

const openShop = async (): Promise<void> => {
  await send(createCompany, {
    token,
    body: { companyId, name: 'Private', currency: 'EUR', timeZone: 'Europe/Vienna' },
  });
  const key = async (kind: string) =>
    (await asMember(issueApiKey, { params: { companyId }, body: { kind, label: kind } })).body.key as string;
  [secretKey, writeKey] = [await key('secret'), await key('publishable')];
  const { etag } = await asMember(getFlags, { params: { companyId } });
  const flags = { params: { companyId }, headers: { 'if-match': etag }, body: { smart_upsell_enabled: true } };
  await asMember(putFlags, flags);
  await asMember(putHoldOut, { headers: { 'if-match': '"v0"' }, body: { shareBasisPoints: 0 } });
  const products = ['cup', 'pot'].map((productId) => ({ productId, title: productId, prices: [eur(1000)] }));
  await asServer(batchUpsertProducts, { products });
  const rule = {
    name: 'Pot',
    conditions: { type: 'cart-quantity', atLeast: 1 },
    offer: { type: 'CROSS_SELL', productIds: ['pot'] },
  };
  await asMember(createRule, { body: rule });
  const draft = anExperimentDraft({ exposure: 'cart', unit: 'customer' });
  const { experimentId } = (await asMember(createExperiment, { body: draft })).body;
  const ofVariant = { type: 'experiment-variant', experimentId, variants: ['treatment'] };
  await asMember(createRule, { body: { ...rule, name: 'Tried', conditions: ofVariant } });
  await asMember(startExperiment, { params: { experimentId } });
};

const importFile = async (kind: 'customers' | 'orders', text: string): Promise<void> => {
  const { body: job } = await asMember(createImport, { body: { kind } });
  await fetch(job.upload.url, { method: 'PUT', body: text });
  const params = { importId: job.importId };
  await asMember(startImport, { params, body: {} });
  for (;;) {
    const { status } = (await asMember(getImport, { params })).body;
    if (status === 'succeeded') return;
    if (status !== 'running') throw new Error(status);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const event = (eventId: string, sessionId: string, type: string, more: object = {}) => ({
  eventId,
  sessionId,
  type,
  occurredAt: now(),
  productId: 'cup',
  ...more,
});

const acceptOffer = async ({ customerId, sessions }: Planted): Promise<void> => {
  const [sessionId] = sessions;
  const cart = { lines: [{ productId: 'cup', quantity: 1 }], customerId, sessionId };
  const { offers } = (await asServer(evaluateCart, { cart })).body;
  const about = { sessionId, customerId, token: offers[0].token, occurredAt: now() };
  await asShopper(recordOfferImpressions, { impressions: [{ ...about, eventId: `${sessionId}-shown` }] });
  await asShopper(recordOfferAccept, { ...about, eventId: `${sessionId}-accepted`, value: eur(1000) });
};

const sendEvents = async ({ letter, customerId, sessions }: Planted): Promise<void> => {
  const [first, second, segment] = sessions;
  const page = `page-order-of-${letter}`;
  const events = [
    event(`${first}-e1`, first, 'product_view'),
    event(`${first}-e2`, first, 'product_view', { customerId, productId: 'pot' }),
    event(`${first}-e3`, first, 'add_to_cart', { customerId }),
    event(`${first}-e4`, first, 'purchase', { orderId: page, productIds: ['cup'], value: eur(1000) }),
    event(`${second}-e1`, second, 'product_view'),
    event(`${second}-bad`, second, 'danced', { customerId }),
  ];
  await asShopper(recordEvents, { events });
  const headers = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
  const batch = [
    {
      type: 'track',
      event: 'Product Viewed',
      messageId: `${segment}-m1`,
      userId: customerId,
      anonymousId: segment,
      timestamp: now(),
      properties: { product_id: 'cup' },
    },
  ];
  await send(recordSegmentBatch, { headers, body: { batch } });
};

const order = (orderId: string, more: object) => ({
  orderId,
  currency: 'EUR',
  lines: [{ productId: 'pot', quantity: 1, unitPrice: eur(1000) }],
  orderedAt: now(),
  ...more,
});

/** Working files as a training run leaves them. */
const plantRunFiles = async (people: readonly Planted[]): Promise<void> => {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  const orders = people.map(({ letter, customerId }) => line(order(`run-${letter}`, { customerId })));
  const events = people.map(({ customerId, sessions }) =>
    line(event('e1', sessions[1], 'product_view', { customerId })),
  );
  const root = `runs/${companyId}`;
  await plantObject(cloud, `${root}/2026-11-19/partitions/orders/2026-11.ndjson.gz`, gzipSync(orders.join('')));
  await plantObject(cloud, `${root}/_partitions/events/2026/11/19-aa.ndjson.gz`, gzipSync(events.join('')));
  await plantObject(cloud, `${root}/2026-11-19/sql/log/part-0`, Buffer.from(people[0]!.sessions[0]));
};

const plant = async (person: Planted): Promise<void> => {
  const { letter, customerId, email, sessions } = person;
  await asServer(batchUpsertCustomers, { customers: [{ customerId, email, segments: ['vip'] }] });
  await importFile('customers', `customerId,email\n${customerId},${email}\n`);
  const row = `imported-${letter},cup,1,10.00,2026-11-02T08:00:00Z,${customerId}`;
  await importFile('orders', `orderId,productId,quantity,unitPrice,orderedAt,customerId\n${row}\n`);
  await asShopper(
    putCart,
    { lines: [{ productId: 'cup', quantity: 2 }], customerId, sessionId: sessions[1] },
    {
      cartId: `cart-${letter}`,
    },
  );
  await asShopper(
    putCart,
    { lines: [{ productId: 'cup', quantity: 1 }], sessionId: sessions[0] },
    {
      cartId: `guest-cart-${letter}`,
    },
  );
  await sendEvents(person);
  await acceptOffer(person);
  await asServer(batchUpsertOrders, {
    orders: [
      order(`order-of-${letter}`, { customerId, sessionId: sessions[0] }),
      order(`guest-order-of-${letter}`, { sessionId: sessions[0] }),
    ],
  });
};

interface Job {
  readonly jobId: string;
  readonly status: string;
  readonly counts: Record<string, number>;
  readonly downloadUrl: string | null;
  readonly report: string | null;
}

const ended = async ({ jobId }: { jobId: string }): Promise<Job> => {
  for (;;) {
    const { body } = await asMember(getPrivacyJob, { params: { jobId } });
    if (body.status !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const erase = async ({ customerId }: Planted): Promise<Job> =>
  ended((await asMember(createPrivacyErasure, { body: { customerId } })).body);

const signingKey = async (): Promise<string> => {
  const { pk, sk } = keys.company(companyId);
  const item = JSON.parse((await everythingKept(cloud)).get(`item ${pk} ${sk}`) ?? '{}');
  return item.signingKey.S;
};

/** Of the first erasure. */
let report: string | null;
let needles: { doomed: string[]; spared: string[] };

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'olga', email: 'olga@example.com', name: 'olga', password: 'secret' });
  token = await cloud.issueToken('olga');
  await openShop();
  for (const person of [doomed, spared]) await plant(person);
  await plantRunFiles([doomed, spared]);
  await cloud.drainStreams();
  const key = await signingKey();
  needles = { doomed: traces(doomed, key), spared: traces(spared, key) };
  kept = await everythingKept(cloud);
}, 180_000);

afterAll(() => cloud?.close());

/** What belongs to the spared person alone: it must not change by a byte. */
const ofSpared = (all: EverythingKept): [string, string][] =>
  [...all].filter(([name, text]) => {
    const whole = `${name} ${text}`;
    return (
      needles.spared.some((needle) => whole.includes(needle)) && !needles.doomed.some((one) => whole.includes(one))
    );
  });

it('the person has left traces in every kind of place', () => {
  const names = namesMentioning(kept, needles.doomed).map((name) => name.replace(/^item C#private-shop/, ''));
  for (const place of [
    /#U#.* CUSTOMER$/,
    /#U#.* HISTORY$/,
    /#U#.* PURCHASES$/,
    /#U#.* OFFERS$/,
    /#U#.* OUTCOMES$/,
    /#U#.* TOUCHES$/,
    /#S#doomed-session-1 STATE$/,
    /#S#doomed-session-1 IMPRESSION#/,
    /#S#doomed-session-1 TOUCHES$/,
    /#S#doomed-session-3 STATE$/,
    /#O#order-of-.* ORDER$/,
    /#O#order-of-.* CREDIT$/,
    /#O#page-order-of-.* CREDIT$/,
    /#CART#cart-/,
    /#CART#guest-cart-/,
    /#QUARANTINE#/,
    /^ IMPORT#/,
    /^Archive events\//,
    /^Artifacts uploads\//,
    /^Artifacts imports\//,
    /^Artifacts runs\/.*_partitions/,
  ]) {
    expect([String(place), names.filter((name) => place.test(name)).length > 0]).toEqual([String(place), true]);
  }
});

it('what is kept of shoppers ends by itself, but for what the store sends of its customers and orders', () => {
  const personal = [...kept].filter(([name]) => /^item C#private-shop#(U|S|CART|QUARANTINE)#/.test(name));
  const endless = personal.filter(([, text]) => !text.includes('"expiresAt"')).map(([name]) => name.split(' ').at(-1));
  expect([...new Set(endless)].sort()).toEqual(['CUSTOMER', 'PURCHASES']);
});

it('an export holds everything of the person, of every session of theirs, and nothing of others', async () => {
  const job = await ended((await asMember(createPrivacyExport, { body: { customerId: doomed.customerId } })).body);
  expect(job).toMatchObject({ status: 'succeeded', report: null });
  const text = await (await fetch(job.downloadUrl!)).text();
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records[0]).toMatchObject({ type: 'export', data: { companyId, customerId: doomed.customerId } });
  expect(job.counts).toMatchObject({ event: 8, order: 3, 'customer customer': 1, 'quarantined event': 1 });
  expect(records).toHaveLength(1 + Object.values(job.counts).reduce((sum, count) => sum + count, 0));
  expect(needles.spared.filter((needle) => text.includes(needle))).toEqual([]);
  for (const session of doomed.sessions) expect(text).toContain(session);
}, 60_000);

it('an erasure leaves no trace in table and buckets, and the other customer as they were', async () => {
  const job = await erase(doomed);
  expect(job).toMatchObject({ status: 'succeeded', downloadUrl: null });
  report = job.report;
  await cloud.drainStreams();
  const after = await everythingKept(cloud);
  expect(namesMentioning(after, needles.doomed)).toEqual([]);
  const before = ofSpared(kept);
  expect(before.length).toBeGreaterThan(15);
  expect(before.map(([name]) => [name, after.get(name)])).toEqual(before);
  expect(job.counts).toMatchObject({ session: 3, 'archived event': 8, 'anonymised order': 3, 'exported file': 1 });
  const logged = cloud.logs().join('\n');
  expect(needles.doomed.filter((needle) => logged.includes(needle))).toEqual([]);
}, 60_000);

it('lines of the other customer in shared files stay as they were, and orders stay for the books', async () => {
  const after = await everythingKept(cloud);
  const lines = (all: EverythingKept) =>
    [...all]
      .filter(([name]) => /^Archive events|_partitions|partitions\/orders/.test(name))
      .flatMap(([, text]) => text.split('\n').filter((line) => needles.spared.some((needle) => line.includes(needle))));
  expect(lines(after)).toEqual(lines(kept));
  const { body } = await send(getOrder, {
    token: secretKey,
    params: { orderId: `order-of-${doomed.sessions[0]}` },
  }).catch(() => ({ body: undefined }));
  expect(body ?? {}).not.toHaveProperty('customerId');
}, 60_000);

it('nothing that comes late brings the person back, and a second erasure changes nothing', async () => {
  await sendEvents(doomed);
  const { customerId, email, sessions } = doomed;
  await asServer(batchUpsertCustomers, { customers: [{ customerId, email }] });
  await asServer(batchUpsertOrders, { orders: [order('late-order', { customerId, sessionId: sessions[0] })] });
  await asShopper(putCart, { lines: [], customerId }, { cartId: 'late-cart' });
  await cloud.drainStreams();
  const late = await everythingKept(cloud);
  expect(namesMentioning(late, needles.doomed)).toEqual([]);
  const again = await ended((await asServer(createPrivacyRequest, { kind: 'erasure', customerId })).body);
  expect(again.status).toBe('succeeded');
  expect(namesMentioning(await everythingKept(cloud), needles.doomed)).toEqual([]);
}, 60_000);

it('the report is signed: it can be verified, and a changed one cannot', async () => {
  const verified = (await asMember(verifyErasureReport, { body: { report } })).body;
  expect(verified).toMatchObject({ isValid: true, report: { companyId } });
  const forged = `${Buffer.from('["erasure-report-1"]').toString('base64url')}.${report!.split('.')[1]}`;
  expect((await asMember(verifyErasureReport, { body: { report: forged } })).body.isValid).toBe(false);
}, 60_000);
