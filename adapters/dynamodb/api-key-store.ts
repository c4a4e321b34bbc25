import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKey, ApiKeyKind } from '#core/companies/api-key';
import type { IssuedApiKey } from '#core/companies/issue-api-key';
import type { ApiKeyStore } from '#core/ports/api-key-store';
import { ConflictError } from '#core/ports/store-errors';
import { batchGet } from './batch.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { queryAll } from './query-pages.ts';
import { isConditionFailure, isTransactionLost, type Table } from './table.ts';

type Item = Record<string, unknown>;

/** How long an ended key stays for the audit, until the table's TTL removes it. */
const auditSeconds = 30 * 86_400;

const keyOf = (companyId: string, kind: ApiKeyKind, keyId: string): PrimaryKey =>
  kind === 'publishable' ? keys.publishableKey(companyId, keyId) : keys.secretKey(companyId, keyId);

/** An absent `revokesAt` means no end. Of a secret only its hash is stored. */
export const toItem = (companyId: string, { apiKey, hash }: IssuedApiKey): Item => ({
  ...keyOf(companyId, apiKey.kind, apiKey.keyId),
  ...apiKey,
  revokesAt: apiKey.revokesAt ?? undefined,
  hash,
});

export const fromItem = (item: Item): ApiKey => ({
  keyId: item.keyId as string,
  kind: item.kind as ApiKeyKind,
  label: item.label as string,
  display: item.display as string,
  createdAt: item.createdAt as string,
  revokesAt: (item.revokesAt as string | undefined) ?? null,
});

type Place = Pick<ApiKey, 'createdAt' | 'keyId'>;

const newestFirst = (a: Place, b: Place): number => {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  if (a.keyId === b.keyId) return 0;
  return a.keyId < b.keyId ? -1 : 1;
};

const listKind = (table: Table, companyId: string, kind: ApiKeyKind): Promise<Item[]> => {
  const { pk, sk } = keyOf(companyId, kind, '');
  return queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
    ConsistentRead: true,
  });
};

const listAll = async (table: Table, companyId: string): Promise<ApiKey[]> => {
  const kinds = await Promise.all([listKind(table, companyId, 'publishable'), listKind(table, companyId, 'secret')]);
  return kinds.flat().map(fromItem).sort(newestFirst);
};

/** Keys are few and lie under two prefixes: both are read whole, and the page is cut from them. */
const list: (table: Table) => ApiKeyStore['list'] =
  (table) =>
  async (companyId, { limit, cursor }) => {
    const scope = `keys of ${companyId}`;
    const last = decodeCursor(scope, cursor) as Place | undefined;
    const rest = (await listAll(table, companyId)).filter((key) => !last || newestFirst(key, last) > 0);
    const data = rest.slice(0, limit);
    const end = data.at(-1);
    const isMore = rest.length > data.length;
    return {
      data,
      nextCursor: encodeCursor(scope, isMore && end ? { createdAt: end.createdAt, keyId: end.keyId } : undefined),
    };
  };

const get = async (table: Table, companyId: string, keyId: string): Promise<ApiKey | undefined> => {
  const either = [keys.publishableKey(companyId, keyId), keys.secretKey(companyId, keyId)];
  const [item] = await batchGet(table, either, { consistentRead: true });
  return item && fromItem(item);
};

const creation = (table: Table, companyId: string, issued: IssuedApiKey) => ({
  TableName: table.tableName,
  Item: toItem(companyId, issued),
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** Ends a key at `revokesAt`, provided that `condition` holds. */
const ending = (table: Table, companyId: string, { kind, keyId }: ApiKey, revokesAt: string, condition: string) => ({
  TableName: table.tableName,
  Key: keyOf(companyId, kind, keyId),
  UpdateExpression: 'SET revokesAt = :end, expiresAt = :expiry',
  ConditionExpression: `attribute_exists(pk) AND ${condition}`,
  ExpressionAttributeValues: { ':end': revokesAt, ':expiry': Math.floor(Date.parse(revokesAt) / 1000) + auditSeconds },
});

const create = async (table: Table, companyId: string, issued: IssuedApiKey): Promise<void> => {
  try {
    await table.client.send(new PutCommand(creation(table, companyId, issued)));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new ConflictError('A key of this id exists already');
  }
};

const rotate: (table: Table) => ApiKeyStore['rotate'] = (table) => async (companyId, old, successor, revokesAt) => {
  try {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: creation(table, companyId, successor) },
          { Update: ending(table, companyId, old, revokesAt, 'attribute_not_exists(revokesAt)') },
        ],
      }),
    );
  } catch (error) {
    if (!isTransactionLost(error)) throw error;
    throw new ConflictError(`Key ${old.keyId} was rotated or revoked before`);
  }
};

const revoke = async (table: Table, companyId: string, key: ApiKey, now: string): Promise<void> => {
  const isLive = '(attribute_not_exists(revokesAt) OR revokesAt > :end)';
  try {
    await table.client.send(new UpdateCommand(ending(table, companyId, key, now, isLive)));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

export const makeApiKeyStore = (table: Table): ApiKeyStore => ({
  list: list(table),
  listAll: (companyId) => listAll(table, companyId),
  get: (companyId, keyId) => get(table, companyId, keyId),
  create: (companyId, issued) => create(table, companyId, issued),
  rotate: rotate(table),
  revoke: (companyId, key, now) => revoke(table, companyId, key, now),
});
