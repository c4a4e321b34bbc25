import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Membership } from '#core/companies/membership';
import type { Role } from '#core/ports/credential-store';
import type { MembershipStore } from '#core/ports/membership-store';
import { ConflictError } from '#core/ports/store-errors';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { queryPage } from './query-pages.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;
type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const mostAttempts = 5;

export const toItem = (membership: Membership): Item => ({
  ...keys.membership(membership.companyId, membership.userId),
  ...indexKeys.membershipsOfUser(membership.userId, membership.companyId),
  ...membership,
});

export const fromItem = (item: Item): Membership => ({
  companyId: item.companyId as string,
  userId: item.userId as string,
  role: item.role as Role,
  addedAt: item.addedAt as string,
});

const read = async (table: Table, companyId: string, userId: string): Promise<Membership | undefined> => {
  const Key = keys.membership(companyId, userId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  return Item && fromItem(Item);
};

/** Only when the membership is still as it was read. */
const unchanged = (before: Membership | undefined) =>
  before
    ? {
        ConditionExpression: '#role = :before',
        ExpressionAttributeNames: { '#role': 'role' },
        ExpressionAttributeValues: { ':before': before.role },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** Counts owners on the company's item; the last one cannot go. */
const countOwners = (table: Table, companyId: string, change: number): Write[] =>
  change === 0
    ? []
    : [
        {
          Update: {
            TableName: table.tableName,
            Key: keys.company(companyId),
            UpdateExpression: 'ADD ownerCount :change',
            ConditionExpression: 'attribute_exists(pk) AND ownerCount > :floor',
            ExpressionAttributeValues: { ':change': change, ':floor': change < 0 ? 1 : 0 },
          },
        },
      ];

const ownersIn = (membership: Membership | undefined): number => (membership?.role === 'owner' ? 1 : 0);

type Outcome = 'written' | 'last-owner' | 'changed-meanwhile';

const outcomeOf = (error: unknown): Outcome => {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') throw error;
  const [membership, owners] = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
  const isOwnersAlone = owners?.Code === 'ConditionalCheckFailed' && (membership?.Code ?? 'None') === 'None';
  return isOwnersAlone ? 'last-owner' : 'changed-meanwhile';
};

/** Writes a membership and the count of owners, all or nothing, if the membership is still `before`. */
const replace = async (
  table: Table,
  before: Membership | undefined,
  after: Membership | undefined,
  key: { readonly companyId: string; readonly userId: string },
): Promise<Outcome> => {
  const { tableName: TableName } = table;
  const write: Write = after
    ? { Put: { TableName, Item: toItem(after), ...unchanged(before) } }
    : { Delete: { TableName, Key: keys.membership(key.companyId, key.userId), ...unchanged(before) } };
  const owners = countOwners(table, key.companyId, ownersIn(after) - ownersIn(before));
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: [write, ...owners] }));
    return 'written';
  } catch (error) {
    return outcomeOf(error);
  }
};

type Change = (before: Membership | undefined) => Membership | undefined;

/** Reads, changes and writes a membership; starts over when somebody else wrote it in between. */
const change = async (table: Table, companyId: string, userId: string, to: Change): Promise<Membership | undefined> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const before = await read(table, companyId, userId);
    const after = to(before);
    if (after?.role === before?.role) return before;
    const outcome = await replace(table, before, after, { companyId, userId });
    if (outcome === 'written') return after;
    if (outcome === 'last-owner') throw new ConflictError('A company keeps at least one owner; name another one first');
  }
  throw new ConflictError('The members of this company change too often; try again');
};

const startAfter = (companyId: string, cursor: string | undefined): Item | undefined => {
  const start = decodeCursor(`members of ${companyId}`, cursor);
  return start && { ...keys.membership(companyId, String(start.userId)) };
};

const list: (table: Table) => MembershipStore['list'] =
  (table) =>
  async (companyId, { limit, cursor }) => {
    const { pk, sk } = keys.membership(companyId, '');
    const { items, next } = await queryPage(
      table,
      {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
      },
      limit,
      startAfter(companyId, cursor),
    );
    const data = items.map(fromItem);
    return { data, nextCursor: encodeCursor(`members of ${companyId}`, next && { userId: data.at(-1)?.userId }) };
  };

export const makeMembershipStore = (table: Table): MembershipStore => ({
  list: list(table),
  put: async (companyId, userId, role, now) => {
    const given = await change(table, companyId, userId, (before) => ({
      companyId,
      userId,
      role,
      addedAt: before?.addedAt ?? now,
    }));
    return given as Membership;
  },
  remove: async (companyId, userId) => {
    await change(table, companyId, userId, () => undefined);
  },
});
