import { randomBytes } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet, batchPut } from '#adapters/dynamodb/batch';
import { keys } from '#adapters/dynamodb/keys';
import { isConditionFailure, type Table } from '#adapters/dynamodb/table';
import type { ErasedPeople } from '#core/ports/erased-people';
import { type Erased, personHash, rememberErasedDays } from '#core/privacy/erased';
import type { NamedIds } from '#core/privacy/person';

interface State {
  readonly salt: string;
  /** Epoch seconds until which somebody is remembered as erased. */
  readonly until: number;
}

type PersonKind = 'customer' | 'session';

export const nobody: Erased = { customerIds: new Set(), sessionIds: new Set() };

const readState = async (table: Table, companyId: string): Promise<State | undefined> => {
  const Key = keys.privacyState(companyId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  return Item && { salt: String(Item.salt), until: Number(Item.until ?? 0) };
};

/** The company's salt, made when it is first asked for. */
const saltOf = async (table: Table, companyId: string): Promise<string> => {
  const { Attributes } = await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: keys.privacyState(companyId),
      UpdateExpression: 'SET salt = if_not_exists(salt, :salt)',
      ExpressionAttributeValues: { ':salt': randomBytes(32).toString('base64url') },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return String(Attributes?.salt);
};

/** Ids by the partition of what would be remembered of them. */
const partitionsOf = (companyId: string, salt: string, kind: PersonKind, ids: ReadonlySet<string>) =>
  new Map([...ids].map((id) => [keys.erasedPerson(companyId, personHash(salt, kind, id)).pk, id]));

const among = async (table: Table, companyId: string, ids: NamedIds): Promise<Erased> => {
  if (ids.customerIds.size + ids.sessionIds.size === 0) return nobody;
  const state = await readState(table, companyId);
  if (!state || state.until < Date.now() / 1000) return nobody;
  const customers = partitionsOf(companyId, state.salt, 'customer', ids.customerIds);
  const sessions = partitionsOf(companyId, state.salt, 'session', ids.sessionIds);
  const wanted = [...customers.keys(), ...sessions.keys()].map((pk) => ({ pk, sk: keys.erasedPerson('', '').sk }));
  const found = (await batchGet(table, wanted, { consistentRead: true })).map(({ pk }) => String(pk));
  const idsOf = (partitions: ReadonlyMap<string, string>) => new Set(found.flatMap((pk) => partitions.get(pk) ?? []));
  return { customerIds: idsOf(customers), sessionIds: idsOf(sessions) };
};

/** Has readers look for marks until then, unless they do so longer. */
const lookUntil = async (table: Table, companyId: string, until: number): Promise<void> => {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.privacyState(companyId),
        UpdateExpression: 'SET #until = :until',
        ConditionExpression: 'attribute_not_exists(#until) OR #until < :until',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':until': until },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Marks come before the state that makes readers look for them; once both are there, no reader misses one. */
const remember = async (table: Table, companyId: string, ids: NamedIds, now: string): Promise<void> => {
  const salt = await saltOf(table, companyId);
  const expiresAt = Math.floor(Date.parse(now) / 1000) + rememberErasedDays * 86_400;
  const marks = [
    ...partitionsOf(companyId, salt, 'customer', ids.customerIds).keys(),
    ...partitionsOf(companyId, salt, 'session', ids.sessionIds).keys(),
  ].map((pk) => ({ pk, sk: keys.erasedPerson('', '').sk, expiresAt }));
  await batchPut(table, marks);
  await lookUntil(table, companyId, expiresAt);
};

/**
 * Erased customers and sessions in the table, by keyed hash. A company in which nobody was erased for 35 days costs its
 * readers one read unit a call; others one more for each id.
 */
export const makeErasedPeople = (table: Table): ErasedPeople => ({
  among: (companyId, ids) => among(table, companyId, ids),
  remember: (companyId, ids, now) => remember(table, companyId, ids, now),
  subjectOf: async (companyId, customerId) => personHash(await saltOf(table, companyId), 'customer', customerId),
});
