import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { keys } from '#adapters/dynamodb/keys';
import { defaultFeatureFlags } from '#core/companies/feature-flags';

const client = mockClient(DynamoDBDocumentClient);
const table = { client: client as never as DynamoDBDocumentClient, tableName: 'test' };

const companyItem = (companyId: string) => ({
  ...keys.company(companyId),
  companyId,
  name: companyId,
  platform: 'custom',
  currency: 'EUR',
  timeZone: 'UTC',
  allowedOrigins: [],
  version: 1,
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  signingKey: 'k',
});

const flagsItem = (companyId: string, on: boolean) => ({
  ...keys.flags(companyId),
  value: { smart_upsell_enabled: on },
  version: 1,
  updatedAt: '2026-11-20T10:00:00.000Z',
  updatedBy: 'ann',
});

const answerWith = (...items: object[]) => client.on(QueryCommand).resolves({ Items: items });
const reads = () => client.commandCalls(QueryCommand).length + client.commandCalls(GetCommand).length;

let nowMs: number;
const pass = (ms: number): void => {
  nowMs += ms;
};

beforeEach(() => {
  client.reset();
  nowMs = 1_000;
});

describe('settings as the gate sees them', () => {
  it('cost one query, and none while they are fresh', async () => {
    answerWith(companyItem('shop'));
    const store = makeCredentialStore(table, { now: () => nowMs });
    for (let i = 0; i < 5; i++) expect((await store.settings('shop'))?.company.companyId).toBe('shop');
    expect(reads()).toBe(1);
  });

  it('show a changed flag to shoppers within 60 seconds', async () => {
    answerWith(companyItem('shop'), flagsItem('shop', false));
    const store = makeCredentialStore(table, { now: () => nowMs });
    const flag = async () => (await store.settings('shop'))?.flags.value.smart_upsell_enabled;
    expect(await flag()).toBe(false);
    answerWith(companyItem('shop'), flagsItem('shop', true));
    pass(59_000);
    expect(await flag()).toBe(false);
    pass(1_001);
    expect(await flag()).toBe(true);
  });

  it('find a company that was just created within 5 seconds', async () => {
    answerWith();
    const store = makeCredentialStore(table, { now: () => nowMs });
    expect(await store.settings('new-shop')).toBeUndefined();
    answerWith(companyItem('new-shop'));
    pass(5_001);
    expect((await store.settings('new-shop'))?.company.companyId).toBe('new-shop');
  });

  it('of one company are never taken for those of another', async () => {
    client.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values }) => {
      return { Items: [companyItem(String(values[':pk']).slice(2))] };
    });
    const store = makeCredentialStore(table, { now: () => nowMs });
    for (const id of ['shop-a', 'shop-b', 'shop-a']) expect((await store.settings(id))?.company.companyId).toBe(id);
  });

  it('fill what nobody stored with defaults, also flags that came after the item', async () => {
    answerWith(companyItem('shop'), flagsItem('shop', true));
    const settings = await makeCredentialStore(table, { now: () => nowMs }).settings('shop');
    expect(settings?.flags.value).toEqual({ ...defaultFeatureFlags, smart_upsell_enabled: true });
    expect(settings?.recommendationConfig.version).toBe(0);
    expect(settings?.liveModel).toBeUndefined();
  });

  it('tell of each publishable key until when it works', async () => {
    const key = (keyId: string, revokesAt?: string) => ({ ...keys.publishableKey('shop', keyId), revokesAt });
    answerWith(companyItem('shop'), key('LIVE0001'), key('ENDED001', '2026-11-20T09:00:00.000Z'));
    expect((await makeCredentialStore(table, { now: () => nowMs }).settings('shop'))?.publishableKeys).toEqual(
      new Map([
        ['LIVE0001', null],
        ['ENDED001', '2026-11-20T09:00:00.000Z'],
      ]),
    );
  });
});

describe('keys and roles as the gate sees them', () => {
  it('a revoked secret key is seen as revoked within 60 seconds', async () => {
    client.on(GetCommand).resolves({ Item: { hash: 'h' } });
    const store = makeCredentialStore(table, { now: () => nowMs });
    expect(await store.secretKey('shop', 'SECRET01')).toEqual({ hash: 'h', revokesAt: null });
    client.on(GetCommand).resolves({ Item: { hash: 'h', revokesAt: '2026-11-20T10:00:00.000Z' } });
    pass(60_001);
    expect((await store.secretKey('shop', 'SECRET01'))?.revokesAt).toBe('2026-11-20T10:00:00.000Z');
  });

  it('a role is read anew each time: who was removed is out at once', async () => {
    client.on(GetCommand).resolves({ Item: { role: 'owner' } });
    const store = makeCredentialStore(table, { now: () => nowMs });
    expect(await store.role('shop', 'ann')).toBe('owner');
    client.on(GetCommand).resolves({});
    expect(await store.role('shop', 'ann')).toBeUndefined();
  });
});
