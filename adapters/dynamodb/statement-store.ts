import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import { queryAll } from '#adapters/dynamodb/query-pages';
import { isConditionFailure, type Table } from '#adapters/dynamodb/table';
import type { StatementStore } from '#core/ports/statement-store';
import { ConflictError } from '#core/ports/store-errors';
import type { RevenueStatement } from '#core/usage/revenue-share';

type Item = Readonly<Record<string, unknown>>;

const fromItem = (item: Item): RevenueStatement => ({
  month: item.month as string,
  issuedAt: item.issuedAt as string,
  shareBasisPoints: item.shareBasisPoints as number,
  lines: item.lines as RevenueStatement['lines'],
});

const issue = async ({ client, tableName: TableName }: Table, companyId: string, statement: RevenueStatement) => {
  const Item = { ...keys.revenueStatement(companyId, statement.month), ...statement };
  try {
    await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new ConflictError(`The statement of ${statement.month} was issued before`);
  }
};

export const makeStatementStore = (table: Table): StatementStore => ({
  list: async (companyId, from, to) => {
    const [first, last] = [keys.revenueStatement(companyId, from), keys.revenueStatement(companyId, to)];
    const items = await queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last.sk },
    });
    return items.map(fromItem);
  },
  issue: (companyId, statement) => issue(table, companyId, statement),
});
