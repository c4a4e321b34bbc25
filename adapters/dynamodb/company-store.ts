import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Company } from '#core/companies/company';
import type { CompanyChanges, CompanyStore, Founding } from '#core/ports/company-store';
import type { Role } from '#core/ports/credential-store';
import { ConflictError, VersionConflictError } from '#core/ports/store-errors';
import { batchGet } from './batch.ts';
import { companyFromItem } from './company-settings-item.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { toItem as membershipItem } from './membership-store.ts';
import { queryPage } from './query-pages.ts';
import { isConditionFailure, isTransactionLost, type Table } from './table.ts';

type Item = Record<string, unknown>;

/** What may leave the server; the signing key is not even read. */
const publicAttributes = [
  'companyId',
  'name',
  'platform',
  'currency',
  'timeZone',
  'allowedOrigins',
  'version',
  'createdAt',
  'updatedAt',
];

/** `ownerCount` lets the membership store refuse the loss of the last owner in one write. */
export const toItem = (company: Company, signingKey: string): Item => ({
  ...keys.company(company.companyId),
  ...indexKeys.companies(company.companyId),
  ...company,
  signingKey,
  ownerCount: 1,
});

const create = async (table: Table, company: Company, { ownerId, signingKey }: Founding): Promise<void> => {
  const { companyId, createdAt } = company;
  const owner = membershipItem({ companyId, userId: ownerId, role: 'owner', addedAt: createdAt });
  const put = (item: Item) => ({
    Put: { TableName: table.tableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  try {
    await table.client.send(
      new TransactWriteCommand({ TransactItems: [put(toItem(company, signingKey)), put(owner)] }),
    );
  } catch (error) {
    if (!isTransactionLost(error)) throw error;
    throw new ConflictError(`The company id ${companyId} is taken; choose another`);
  }
};

const get = async (table: Table, companyId: string): Promise<Company | undefined> => {
  const Key = keys.company(companyId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  return Item && companyFromItem(Item);
};

/** Only named attributes are set: those of other writers (`ownerCount`) stay. */
const assignments = (attributes: Item) => {
  const names = Object.keys(attributes);
  return {
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
  };
};

const update = async (
  table: Table,
  companyId: string,
  { name, platform, currency, timeZone, allowedOrigins }: CompanyChanges,
  expectedVersion: number,
  now: string,
): Promise<Company> => {
  const version = expectedVersion + 1;
  const set = assignments({ name, platform, currency, timeZone, allowedOrigins, version, updatedAt: now });
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.company(companyId),
        ...set,
        ConditionExpression: '#version = :expected',
        ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':expected': expectedVersion },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return companyFromItem(Attributes ?? {});
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new VersionConflictError('The company');
  }
};

/** The list's start key from the one id that a cursor holds: a forged cursor cannot leave the person's list. */
const startAfter = (userId: string, cursor: string | undefined): Item | undefined => {
  const start = decodeCursor(`companies of ${userId}`, cursor);
  if (!start) return undefined;
  const companyId = String(start.companyId);
  return { ...keys.membership(companyId, userId), ...indexKeys.membershipsOfUser(userId, companyId) };
};

const listOfMember: (table: Table) => CompanyStore['listOfMember'] =
  (table) =>
  async (userId, { limit, cursor }) => {
    const { items, next } = await queryPage(
      table,
      {
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :user',
        ExpressionAttributeValues: { ':user': indexKeys.membershipsOfUser(userId, '').gsi1pk },
      },
      limit,
      startAfter(userId, cursor),
    );
    const ids = items.map((item) => item.companyId as string);
    const found = await batchGet(table, ids.map(keys.company), { attributes: publicAttributes });
    const companies = new Map(found.map((item) => [item.companyId, companyFromItem(item)]));
    return {
      data: items.flatMap((item) => {
        const company = companies.get(item.companyId);
        return company ? [{ ...company, role: item.role as Role }] : [];
      }),
      nextCursor: encodeCursor(`companies of ${userId}`, next && { companyId: ids.at(-1) }),
    };
  };

export const makeCompanyStore = (table: Table): CompanyStore => ({
  create: (company, founding) => create(table, company, founding),
  get: (companyId) => get(table, companyId),
  update: (companyId, changes, expectedVersion, now) => update(table, companyId, changes, expectedVersion, now),
  listOfMember: listOfMember(table),
});
