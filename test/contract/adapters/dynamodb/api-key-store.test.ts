import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { makeApiKeyStore } from '#adapters/dynamodb/api-key-store';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { keys } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import type { ApiKeyKind } from '#core/companies/api-key';
import { hashSecret, parseApiKey } from '#core/companies/api-key';
import { issueApiKey } from '#core/companies/issue-api-key';
import type { ApiKeyStore } from '#core/ports/api-key-store';
import { ConflictError, InvalidCursorError } from '#core/ports/store-errors';
import { memoryApiKeys } from '#test/support/memory-admin-stores';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const later = '2026-11-21T10:00:00.000Z';
const secret = 'x'.repeat(43);

const issued = (companyId: string, keyId: string, kind: ApiKeyKind = 'secret', createdAt = now) =>
  issueApiKey({ companyId, kind, label: 'shop', keyId, secret, now: createdAt });

describe('API key store in the table', () => {
  const onTable = withTable();

  onTable('stores of a secret key its hash alone, where the gate finds it', async (table) => {
    const key = issued('hash-co', 'SECRET01');
    await makeApiKeyStore(table).create('hash-co', key);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.tableName, Key: keys.secretKey('hash-co', 'SECRET01') }),
    );
    expect(JSON.stringify(Item)).not.toContain(secret);
    expect(await makeCredentialStore(table).secretKey('hash-co', 'SECRET01')).toEqual({
      hash: hashSecret(parseApiKey(key.text)?.secret ?? ''),
      revokesAt: null,
    });
  });

  onTable('lets an ended key expire after the audit', async (table) => {
    const key = issued('expiry', 'PUBLIC01', 'publishable');
    await makeApiKeyStore(table).create('expiry', key);
    await makeApiKeyStore(table).revoke('expiry', key.apiKey, now);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.tableName, Key: keys.publishableKey('expiry', 'PUBLIC01') }),
    );
    expect(Item?.expiresAt).toBe(Date.parse(now) / 1000 + 30 * 86_400);
  });
});

describe.each<[string, (table: Table) => ApiKeyStore]>([
  ['the table', makeApiKeyStore],
  ['memory', () => memoryApiKeys()],
])('API key store in %s', (_, makeStore) => {
  const onTable = withTable();

  onTable('finds keys of both kinds and none of another company', async (table) => {
    const store = makeStore(table);
    await store.create('kinds', issued('kinds', 'SECRET01'));
    await store.create('kinds', issued('kinds', 'PUBLIC01', 'publishable', later));
    expect(await store.get('kinds', 'PUBLIC01')).toEqual(issued('kinds', 'PUBLIC01', 'publishable', later).apiKey);
    expect(await store.get('other', 'PUBLIC01')).toBeUndefined();
    expect((await store.listAll('kinds')).map(({ keyId }) => keyId)).toEqual(['PUBLIC01', 'SECRET01']);
  });

  onTable('refuses an id that is taken', async (table) => {
    const store = makeStore(table);
    await store.create('dup', issued('dup', 'SECRET01'));
    await expect(store.create('dup', issued('dup', 'SECRET01'))).rejects.toThrow(ConflictError);
  });

  onTable('pages through keys of one instant without losing or repeating one', async (table) => {
    const store = makeStore(table);
    const ids = Array.from({ length: 7 }, (_, i) => `KEY0000${i}`);
    for (const [i, id] of ids.entries()) {
      await store.create('paged', issued('paged', id, i % 2 ? 'secret' : 'publishable'));
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list('paged', { limit: 3, cursor });
      seen.push(...page.data.map(({ keyId }) => keyId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  onTable('refuses the cursor of another company', async (table) => {
    const store = makeStore(table);
    await store.create('curs-a', issued('curs-a', 'SECRET01'));
    await store.create('curs-a', issued('curs-a', 'SECRET02'));
    const { nextCursor } = await store.list('curs-a', { limit: 1 });
    await expect(store.list('curs-b', { limit: 1, cursor: nextCursor ?? '' })).rejects.toThrow(InvalidCursorError);
  });

  onTable('rotates: the successor works and the old one ends when it should, once', async (table) => {
    const store = makeStore(table);
    const old = issued('rotate', 'SECRET01');
    await store.create('rotate', old);
    const rotations = ['SECRET02', 'SECRET03'].map((keyId) =>
      store.rotate('rotate', old.apiKey, issued('rotate', keyId), later),
    );
    const outcomes = await Promise.allSettled(rotations);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const keysNow = await store.listAll('rotate');
    expect(keysNow).toHaveLength(2);
    expect(keysNow.find(({ keyId }) => keyId === 'SECRET01')?.revokesAt).toBe(later);
    await expect(store.rotate('rotate', old.apiKey, issued('rotate', 'SECRET04'), later)).rejects.toThrow(
      ConflictError,
    );
  });

  onTable('revokes at once, and keeps the instant on repetition', async (table) => {
    const store = makeStore(table);
    const key = issued('revoke', 'PUBLIC01', 'publishable');
    await store.create('revoke', key);
    await store.revoke('revoke', key.apiKey, now);
    await store.revoke('revoke', key.apiKey, later);
    expect((await store.get('revoke', 'PUBLIC01'))?.revokesAt).toBe(now);
  });

  onTable('ends a rotated key before its grace is over', async (table) => {
    const store = makeStore(table);
    const old = issued('grace', 'SECRET01');
    await store.create('grace', old);
    await store.rotate('grace', old.apiKey, issued('grace', 'SECRET02'), later);
    await store.revoke('grace', old.apiKey, now);
    expect((await store.get('grace', 'SECRET01'))?.revokesAt).toBe(now);
  });

  onTable('does not bring back a key that has expired in between', async (table) => {
    const store = makeStore(table);
    await store.revoke('gone', issued('gone', 'SECRET01').apiKey, now);
    expect(await store.get('gone', 'SECRET01')).toBeUndefined();
  });
});
