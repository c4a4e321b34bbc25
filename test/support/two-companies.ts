import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { makeModelStore } from '#adapters/dynamodb/model-store';
import type { Table } from '#adapters/dynamodb/table';
import { issueApiKey } from '#contracts/api/api-keys';
import { putCart } from '#contracts/api/carts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany, putMember } from '#contracts/api/companies';
import { batchUpsertCustomers } from '#contracts/api/customers';
import { recordView } from '#contracts/api/events';
import { createExperiment } from '#contracts/api/experiments';
import { putFlags } from '#contracts/api/flags';
import { createImport } from '#contracts/api/imports';
import { batchUpsertOrders } from '#contracts/api/orders';
import { createRule } from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import { newModel } from '#core/models/model';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import type { LocalCloudProcess } from '#test/support/local-cloud';

/** A company with something of every kind in it, and the credentials of its people and programs. */
export interface StockedCompany {
  readonly companyId: string;
  readonly ownerId: string;
  readonly memberId: string;
  readonly ownerToken: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly secretKeyId: string;
  readonly productId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly sessionId: string;
  readonly importId: string;
  readonly modelVersion: string;
  readonly cartId: string;
  readonly ruleId: string;
  readonly experimentId: string;
}

/** Table of the local cloud, past the API. */
export const tableOf = async (cloud: LocalCloudProcess): Promise<Table> => {
  const client = new DynamoDBClient({
    endpoint: cloud.endpoints.dynamodb,
    region: 'us-east-1',
    credentials: {
      accessKeyId: cloud.clientEnvironment.AWS_ACCESS_KEY_ID ?? 'test',
      secretAccessKey: cloud.clientEnvironment.AWS_SECRET_ACCESS_KEY ?? 'test',
    },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand());
  return { client: DynamoDBDocumentClient.from(client), tableName: TableNames[0] ?? '' };
};

type Item = Record<string, unknown>;

/** Everything that is stored under a company, in the order of its keys. */
export const itemsOf = async ({ client, tableName }: Table, companyId: string): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey: start }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  const keyOf = ({ pk, sk }: Item) => `${pk}|${sk}`;
  return items
    .filter(({ pk }) => pk === `C#${companyId}` || String(pk).startsWith(`C#${companyId}#`))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

const expectOk = async (cloud: LocalCloudProcess, operation: Operation, call: OperationCall) => {
  const answer = await callOperation(cloud.apiUrl, operation, call);
  if (answer.status >= 300) throw new Error(`${operation.id} answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text === '' ? 'null' : answer.text) as Record<string, string>;
};

const issueKey = async (cloud: LocalCloudProcess, companyId: string, token: string, body: object) => {
  const { key = '', keyId = '' } = await expectOk(cloud, issueApiKey, { params: { companyId }, token, body });
  return { key, keyId };
};

const stock = async (cloud: LocalCloudProcess, company: StockedCompany, mark: string): Promise<void> => {
  const { companyId, productId, orderId, customerId, sessionId, ownerToken, secretKey, publishableKey } = company;
  const price = { amount: 1000, currency: 'EUR' };
  const product = { productId, title: `${mark} lamp`, categoryPath: [`${mark} lights`], prices: [price], brand: mark };
  const order = {
    orderId,
    customerId,
    sessionId,
    currency: 'EUR',
    orderedAt: '2026-11-01T10:00:00.000Z',
    lines: [{ productId: `${mark}-ordered`, quantity: 2, unitPrice: price }],
  };
  await expectOk(cloud, batchUpsertProducts, { token: secretKey, body: { products: [product] } });
  await expectOk(cloud, batchUpsertOrders, { token: secretKey, body: { orders: [order] } });
  await expectOk(cloud, batchUpsertCustomers, {
    token: secretKey,
    body: { customers: [{ customerId, segments: [mark] }] },
  });
  await expectOk(cloud, putFlags, {
    params: { companyId },
    token: ownerToken,
    headers: { 'if-match': '"v0"' },
    body: { smart_upsell_enabled: true },
  });
  await expectOk(cloud, putCart, {
    params: { cartId: company.cartId },
    token: publishableKey,
    body: { lines: [{ productId, quantity: 1 }], couponCodes: [mark] },
  });
  await expectOk(cloud, recordView, {
    token: publishableKey,
    body: { eventId: `view-${companyId}`, occurredAt: new Date().toISOString(), sessionId, customerId, productId },
  });
};

const stockRule = async (cloud: LocalCloudProcess, companyId: string, token: string, mark: string): Promise<string> => {
  const { ruleId = '' } = await expectOk(cloud, createRule, {
    query: { companyId },
    token,
    body: {
      name: `${mark} rule`,
      conditions: { type: 'all', conditions: [] },
      offer: { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000 },
      texts: { '': { title: mark } },
    },
  });
  return ruleId;
};

const stockExperiment = async (
  cloud: LocalCloudProcess,
  companyId: string,
  token: string,
  mark: string,
): Promise<string> => {
  const { experimentId = '' } = await expectOk(cloud, createExperiment, {
    query: { companyId },
    token,
    body: {
      name: `${mark} experiment`,
      variants: [
        { variant: 'control', weight: 5000 },
        { variant: mark, weight: 5000 },
      ],
    },
  });
  return experimentId;
};

/** Opens and stocks a company through the API. `mark` is in everything that nobody else may see. */
export const stockCompany = async (
  cloud: LocalCloudProcess,
  companyId: string,
  mark: string,
): Promise<StockedCompany> => {
  const [ownerId, memberId] = [`owner-of-${companyId}`, `member-of-${companyId}`];
  for (const sub of [ownerId, memberId]) await addUser(cloud, sub);
  const ownerToken = await cloud.issueToken(ownerId);
  const params = { companyId };
  await expectOk(cloud, createCompany, {
    token: ownerToken,
    body: { companyId, name: `${mark} store`, currency: 'EUR', timeZone: 'Europe/Berlin' },
  });
  await expectOk(cloud, putMember, {
    params: { companyId, userId: memberId },
    token: ownerToken,
    body: { role: 'editor' },
  });
  const secret = await issueKey(cloud, companyId, ownerToken, { kind: 'secret', label: mark });
  const publishable = await issueKey(cloud, companyId, ownerToken, { kind: 'publishable', label: mark });
  const { importId = '' } = await expectOk(cloud, createImport, {
    query: params,
    token: ownerToken,
    body: { kind: 'orders', mapping: { orderId: mark } },
  });
  const modelVersion = `20261101T030000-${companyId}`;
  const table = await tableOf(cloud);
  const run = { runName: mark, trainer: mark, reason: 'nightly', createdAt: '2026-11-01T03:00:00.000Z' } as const;
  await makeModelStore(table).create({ ...newModel({ companyId, modelVersion, ...run }), status: 'ready' });
  const company = {
    companyId,
    ownerId,
    memberId,
    ownerToken,
    secretKey: secret.key,
    secretKeyId: secret.keyId,
    publishableKey: publishable.key,
    productId: `${companyId}-lamp`,
    orderId: `${companyId}-order`,
    customerId: `${companyId}-customer`,
    sessionId: `${companyId}-session`,
    importId,
    modelVersion,
    cartId: `${companyId}-cart`,
    ruleId: await stockRule(cloud, companyId, ownerToken, mark),
    experimentId: await stockExperiment(cloud, companyId, ownerToken, mark),
  };
  await stock(cloud, company, mark);
  return company;
};

const addUser = (cloud: LocalCloudProcess, sub: string) =>
  cloud.addUser({ sub, email: `${sub}@example.com`, name: sub, password: 'secret' });
