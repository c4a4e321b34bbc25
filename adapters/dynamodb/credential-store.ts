import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import { settingsFromItems } from '#adapters/dynamodb/company-settings-item';
import { indexKeys, keys, settingsPrefix } from '#adapters/dynamodb/keys';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import type { CompanySettings } from '#core/companies/company-settings';
import type { CredentialStore, Role } from '#core/ports/credential-store';

/** How old settings and keys may be: flags and roll-backs are to be visible within 60 seconds. */
const freshForMs = 60_000;
/** An unknown id is remembered more briefly, so that a company just created is found. */
const absentForMs = 5_000;

export interface CacheClock {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
}

/** `null` stands for "known to be absent". */
const makeCache = <T extends object>({ now }: CacheClock) =>
  new LRUCache<string, { value: T | null }>({
    max: 500,
    ttl: freshForMs,
    ...(now ? { perf: { now }, ttlResolution: 0 } : {}),
  });

const remembered = async <T extends object>(
  cache: LRUCache<string, { value: T | null }>,
  key: string,
  load: () => Promise<T | undefined>,
): Promise<T | undefined> => {
  const hit = cache.get(key);
  if (hit) return hit.value ?? undefined;
  const value = await load();
  cache.set(key, { value: value ?? null }, { ttl: value ? freshForMs : absentForMs });
  return value;
};

/** All settings of a company by one query of its `SETTINGS#` items, uncached. */
export const loadSettings = async (table: Table, companyId: string): Promise<CompanySettings | undefined> =>
  settingsFromItems(
    await queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.company(companyId).pk, ':prefix': settingsPrefix },
    }),
  );

const loadSecretKey = async (table: Table, companyId: string, keyId: string) => {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: keys.secretKey(companyId, keyId) }),
  );
  return Item && { hash: Item.hash as string, revokesAt: (Item.revokesAt as string | undefined) ?? null };
};

/** Credentials from the table, with settings and keys kept in memory for a minute. */
export const makeCredentialStore = (table: Table, clock: CacheClock = {}): CredentialStore => {
  const settings = makeCache<CompanySettings>(clock);
  const secretKeys = makeCache<{ hash: string; revokesAt: string | null }>(clock);
  return {
    settings: (companyId) => remembered(settings, companyId, () => loadSettings(table, companyId)),
    secretKey: (companyId, keyId) =>
      remembered(secretKeys, `${companyId}#${keyId}`, () => loadSecretKey(table, companyId, keyId)),
    role: async (companyId, userId) => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.tableName, Key: keys.membership(companyId, userId) }),
      );
      return Item?.role as Role | undefined;
    },
    firstCompanies: async (userId) => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.tableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :user',
          ExpressionAttributeValues: { ':user': indexKeys.membershipsOfUser(userId, '').gsi1pk },
          Limit: 2,
        }),
      );
      return Items.map((item) => item.companyId as string);
    },
  };
};
