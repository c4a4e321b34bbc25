import type { Table } from '#adapters/dynamodb/table';
import { recordEvents } from '#contracts/api/events';
import { listQuarantine } from '#contracts/api/quarantine';
import type { Operation } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';
import { itemsOf, type StockedCompany, stockCompany, tableOf } from '#test/support/two-companies';

const theirMark = 'TOPSECRET-OF-BETA';
const now = '2026-11-02T10:00:00.000Z';

let cloud: LocalCloudProcess;
let ours: StockedCompany;
let theirs: StockedCompany;
let table: Table;
/** An event of theirs in quarantine. */
let theirEntryId: string;

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  table = await tableOf(cloud);
  ours = await stockCompany(cloud, 'alpha-store', 'MARK-OF-ALPHA');
  theirs = await stockCompany(cloud, 'beta-store', theirMark);
  theirEntryId = await quarantineAnEvent(theirs);
}, 120_000);

afterAll(async () => {
  table?.client.destroy();
  await cloud?.close();
});

const call = (operation: Operation, parts: OperationCall) => callOperation(cloud.apiUrl, operation, parts);

/** Sends an event that the firewall refuses. @returns the id of its entry. */
const quarantineAnEvent = async ({ companyId, publishableKey, ownerToken }: StockedCompany): Promise<string> => {
  const refused = { ...event(), type: theirMark };
  await call(recordEvents, { token: publishableKey, body: { events: [refused] } });
  await cloud.drainStreams();
  const { text } = await call(listQuarantine, { token: ownerToken, query: { companyId } });
  return JSON.parse(text).data[0].entryId;
};

/** A message of Segment's clients. */
const message = () => ({
  type: 'track',
  event: 'Product Viewed',
  messageId: event().eventId,
  anonymousId: theirs.sessionId,
  userId: theirs.customerId,
  properties: { product_id: theirs.productId },
});

const pathNames = ({ path }: Operation): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** Path parts of an operation: a company, and ids of things that a company owns. */
const paramsOf = (operation: Operation, companyId: string, owner: StockedCompany): Record<string, string> => {
  const ids: Record<string, string> = {
    companyId,
    keyId: owner.secretKeyId,
    userId: owner.memberId,
    productId: owner.productId,
    orderId: owner.orderId,
    importId: owner.importId,
    modelVersion: owner.modelVersion,
    cartId: owner.cartId,
    ruleId: owner.ruleId,
    experimentId: owner.experimentId,
  };
  return Object.fromEntries(pathNames(operation).map((name) => [name, ids[name] ?? 'missing']));
};

const price = { amount: 1, currency: 'EUR' };
const rule = {
  name: 'x',
  conditions: { type: 'all', conditions: [] },
  offer: { type: 'CROSS_SELL', productIds: ['x'] },
};
const experiment = { name: 'x', variants: [{ variant: 'control', weight: 10_000 }] };
const event = () => ({
  eventId: `probe-${Math.random().toString(36).slice(2)}`,
  occurredAt: new Date().toISOString(),
  sessionId: theirs.sessionId,
  customerId: theirs.customerId,
});

/** Bodies that would be carried out if the ids in them were looked up in the wrong company. */
const bodies: Record<string, () => unknown> = {
  rollBackModel: () => ({ modelVersion: theirs.modelVersion }),
  trainModel: () => ({}),
  putRecommendationConfig: () => defaultRecommendationConfig,
  putBulkDiscount: () => ({ tiers: [{ minQuantity: 2, type: 'PERCENTAGE', value: 500 }] }),
  calculateBulkPrice: () => ({ items: [{ productId: theirs.productId, quantity: 2 }], customerId: theirs.customerId }),
  simulateStacking: () => ({ productIds: [theirs.productId] }),
  putPricingSettings: () => ({ minimumMarginBasisPoints: 100 }),
  putSubscriptionConfig: () => ({
    eligible: true,
    allowedFrequencies: ['MONTHLY'],
    defaultFrequency: 'MONTHLY',
    discountBasisPoints: 100,
  }),
  putCart: () => ({ lines: [{ productId: theirs.productId, quantity: 1 }], customerId: theirs.customerId }),
  createRule: () => rule,
  putRule: () => rule,
  createExperiment: () => experiment,
  putExperiment: () => experiment,
  evaluateCart: () => ({ cart: { lines: [{ productId: theirs.productId, quantity: 1 }] } }),
  traceCart: () => ({ cartId: theirs.cartId }),
  recordOfferImpressions: () => ({ ...event(), token: 'made.up' }),
  recordOfferAccept: () => ({ ...event(), token: 'made.up' }),
  recordOfferDecline: () => ({ ...event(), token: 'made.up' }),
  putSegmentConfig: () => defaultSegmentConfig,
  putAttributionSettings: () => defaultAttributionSettings,
  putHoldOut: () => ({ shareBasisPoints: 0 }),
  putOptimiser: () => ({ placements: [] }),
  putTrainingConfig: () => ({ trainer: 'built-in', keepPersonalizeResources: false }),
  previewDraft: () => ({ config: defaultRecommendationConfig }),
  estimateReturn: () => ({
    currency: 'EUR',
    ordersPerMonth: 1,
    orderValueMinor: 1,
    marginBasisPoints: 1,
    monthlyCostMinor: 1,
  }),
  replayLists: () => ({ placement: 'hybrid', day: '2026-11-19', config: defaultRecommendationConfig }),
  estimateDraft: () => ({
    placement: 'hybrid',
    from: '2026-11-19',
    to: '2026-11-19',
    config: defaultRecommendationConfig,
  }),
  batchUpsertProducts: () => ({ products: [{ productId: theirs.productId, title: 'overwritten', prices: [price] }] }),
  batchDeleteProducts: () => ({ productIds: [theirs.productId] }),
  createCompany: () => ({ companyId: theirs.companyId, name: 'x', currency: 'EUR', timeZone: 'UTC' }),
  updateCompany: () => ({ name: 'x', currency: 'EUR', timeZone: 'UTC' }),
  putFlags: () => ({ recommendations_enabled: false }),
  issueApiKey: () => ({ kind: 'secret' }),
  rotateApiKey: () => ({ graceSeconds: 0 }),
  putMember: () => ({ role: 'viewer' }),
  batchUpsertCustomers: () => ({ customers: [{ customerId: theirs.customerId, segments: ['overwritten'] }] }),
  recordEvents: () => ({ events: [{ ...event(), type: 'product_view', productId: theirs.productId }] }),
  createImport: () => ({ kind: 'orders' }),
  startImport: () => ({}),
  batchUpsertOrders: () => ({
    orders: [
      {
        orderId: theirs.orderId,
        customerId: theirs.customerId,
        currency: 'EUR',
        orderedAt: now,
        updatedAt: '2030-01-01T00:00:00.000Z',
        lines: [{ productId: theirs.productId, quantity: 1, unitPrice: price }],
      },
    ],
  }),
  cancelOrder: () => ({ cancelledAt: now }),
  refundOrder: () => ({ refundId: 'r1', lines: [{ productId: theirs.productId, quantity: 1 }], refundedAt: now }),
  recordAddToCart: () => ({ ...event(), productId: theirs.productId }),
  recordClick: () => ({ ...event(), productId: theirs.productId }),
  recordImpression: () => ({ ...event(), productIds: [theirs.productId] }),
  recordView: () => ({ ...event(), productId: theirs.productId }),
  recordSegmentBatch: () => ({ batch: [message()] }),
  recordSegmentBrowserBatch: () => ({ batch: [message()] }),
  recordSegmentTrack: message,
  recordSegmentPage: () => ({ ...message(), type: 'page' }),
  recordSegmentIdentify: () => ({ ...message(), type: 'identify' }),
  createPrivacyExport: () => ({ customerId: theirs.customerId }),
  createPrivacyErasure: () => ({ customerId: theirs.customerId }),
  createPrivacyRequest: () => ({ kind: 'erasure', customerId: theirs.customerId }),
  verifyErasureReport: () => ({ report: 'made.up' }),
  replayQuarantine: () => ({ entryIds: [theirEntryId] }),
};

const ofDays = [
  'getRecommendationCounters',
  'getRuleDays',
  'getDataQuality',
  'getTimeSeries',
  'getBreakdown',
  'getFunnel',
  'getConversion',
  'getKeyFigures',
];

/** What an operation cannot do without in its query. */
const queryOf = ({ id }: Operation): Readonly<Record<string, string>> => ({
  ...(ofDays.includes(id) && { from: '2026-11-01', to: '2026-11-20' }),
  ...(id === 'getTimeSeries' && { metric: 'views' }),
  ...(id === 'getBreakdown' && { by: 'placement' }),
});

/** A request that nothing but the company is wrong with. */
const requestTo = (operation: Operation, companyId: string, owner: StockedCompany): OperationCall => ({
  params: paramsOf(operation, companyId, owner),
  query: {
    ...queryOf(operation),
    ...('quantity' in operation.query.shape ? { quantity: '2' } : {}),
    ...(operation.id.startsWith('get') && 'sessionId' in operation.query.shape
      ? { sessionId: theirs.sessionId, customerId: theirs.customerId }
      : {}),
  },
  headers: operation.requiresIfMatch ? { 'if-match': '"v1"' } : {},
  body: bodies[operation.id]?.(),
});

const ofCompany = operations.filter(({ auth }) => auth.kind !== 'public' && auth.kind !== 'person');
const named = (list: readonly Operation[]) => list.map((operation) => [operation.id, operation] as const);

/** The credential that an operation asks for. */
const credentialOf = ({ auth }: Operation, company: StockedCompany): string => {
  if (auth.kind === 'server') return company.secretKey;
  return auth.kind === 'storefront' ? company.publishableKey : company.ownerToken;
};

it('has a body for every operation that takes one', () => {
  const takers = operations.filter(({ body }) => body !== undefined).map(({ id }) => id);
  expect(Object.keys(bodies).sort()).toEqual(takers.sort());
});

it('finds the marks in the answers to their own people, so that their absence elsewhere means something', async () => {
  const telling: string[] = [];
  for (const operation of ofCompany.filter(({ method }) => method === 'GET')) {
    const request = requestTo(operation, theirs.companyId, theirs);
    const answer = await call(operation, { ...request, token: credentialOf(operation, theirs) });
    if (answer.text.includes(theirMark)) telling.push(operation.id);
  }
  expect(telling).toEqual(
    expect.arrayContaining([
      'listModels',
      'getModel',
      'listProducts',
      'getProduct',
      'getCompany',
      'listApiKeys',
      'getImport',
      'listImports',
      'getOrder',
      'getCart',
      'getCartOffers',
      'getRule',
      'listRules',
      'listRuleRevisions',
      'listQuarantine',
    ]),
  );
});

describe('a request with our credentials that names their company', () => {
  it.each(named(ofCompany))('%s is refused, whatever the credential, and changes nothing', async (_, operation) => {
    const before = await itemsOf(table, theirs.companyId);
    const request = requestTo(operation, theirs.companyId, theirs);
    const query = { ...request.query, companyId: theirs.companyId };
    for (const token of [ours.ownerToken, ours.secretKey, ours.publishableKey]) {
      const answer = await call(operation, { ...request, query, token });
      expect([401, 403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain(theirMark);
    }
    await cloud.drainStreams();
    expect(await itemsOf(table, theirs.companyId)).toEqual(before);
  });
});

describe('a request to our company that names things of theirs', () => {
  /** They would train or import for us, which says nothing about them. */
  const withoutForeignIds = ['trainModel', 'createImport'];
  /** What must not be found; the others make or remove something of ours under the same id. */
  const notFound = [
    'getModel',
    'holdModel',
    'releaseModel',
    'getProduct',
    'revokeApiKey',
    'rotateApiKey',
    'getImport',
    'startImport',
    'getOrder',
    'cancelOrder',
    'refundOrder',
    'getCart',
    'getRule',
    'putRule',
    'traceCart',
  ];
  const isSought = ({ id }: Operation) => notFound.includes(id);
  const others = ofCompany.filter((operation) => !isSought(operation) && !withoutForeignIds.includes(operation.id));
  /** First what looks for an id, then what makes something of ours under it. */
  const probed = [...ofCompany.filter(isSought), ...others];

  it.each(named(probed))('%s tells nothing of theirs and changes nothing there', async (_, operation) => {
    const before = await itemsOf(table, theirs.companyId);
    const request = requestTo(operation, ours.companyId, theirs);
    const answer = await call(operation, { ...request, token: credentialOf(operation, ours) });
    if (isSought(operation)) expect(answer.status).toBe(404);
    expect(answer.status).not.toBe(500);
    expect(answer.text).not.toContain(theirMark);
    await cloud.drainStreams();
    expect(await itemsOf(table, theirs.companyId)).toEqual(before);
  });
});

describe('a request without a credential', () => {
  const closed = operations.filter(({ auth }) => auth.kind !== 'public');

  it.each(named(closed))('%s answers 401', async (_, operation) => {
    expect((await call(operation, requestTo(operation, theirs.companyId, theirs))).status).toBe(401);
  });
});

describe('an Idempotency-Key that both companies use', () => {
  it('gives each its own answer', async () => {
    const issue = operations.find(({ id }) => id === 'issueApiKey')!;
    const keyIds: string[] = [];
    for (const { companyId, ownerToken } of [theirs, ours]) {
      const body = { kind: 'publishable', label: 'same body' };
      const headers = { 'idempotency-key': 'used-by-both' };
      const answer = await call(issue, { params: { companyId }, token: ownerToken, headers, body });
      expect(answer.headers.get('idempotency-replayed')).toBeNull();
      keyIds.push(JSON.parse(answer.text).key);
    }
    expect(keyIds[0]).toMatch(/^pk_beta-store_/);
    expect(keyIds[1]).toMatch(/^pk_alpha-store_/);
  });
});

describe('operations that belong to no company yet', () => {
  it('createCompany does not take over an id that exists', async () => {
    const createCompany = operations.find(({ id }) => id === 'createCompany')!;
    const before = await itemsOf(table, theirs.companyId);
    const answer = await call(createCompany, { token: ours.ownerToken, body: bodies.createCompany?.() });
    expect(answer.status).toBe(409);
    expect(await itemsOf(table, theirs.companyId)).toEqual(before);
  });

  it('listCompanies shows a person their own companies alone', async () => {
    const listCompanies = operations.find(({ id }) => id === 'listCompanies')!;
    const answer = await call(listCompanies, { token: ours.ownerToken });
    expect(JSON.parse(answer.text).data.map(({ companyId }: StockedCompany) => companyId)).toEqual([ours.companyId]);
  });

  it('no answer of any kind carries a signing key', async () => {
    const items = await itemsOf(table, ours.companyId);
    const signingKey = items.map((item) => item.signingKey).find((key) => key !== undefined);
    expect(signingKey).toMatch(/^[\w-]{43}$/);
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const request = requestTo(operation, ours.companyId, ours);
      const answer = await call(operation, { ...request, token: credentialOf(operation, ours) });
      expect(answer.text).not.toContain(signingKey);
    }
  });
});
