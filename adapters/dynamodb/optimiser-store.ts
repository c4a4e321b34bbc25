import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { optimiserStateFromItem } from '#adapters/dynamodb/company-settings-item';
import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import { keys } from '#adapters/dynamodb/keys';
import { queryPage } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import { stillAt, writeAtVersion } from '#adapters/dynamodb/write-at-version';
import type { OptimiserStep } from '#core/optimiser/next-step';
import type { OptimiserStore } from '#core/ports/optimiser-store';

const read = async ({ client, tableName: TableName }: Table, companyId: string) => {
  const Key = keys.optimiserState(companyId);
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return { state: optimiserStateFromItem(Item), version: (Item?.version as number | undefined) ?? 0 };
};

/** A step and the shares that it puts in force are one transaction: what is shown is always on record. */
export const makeOptimiserStore = (table: Table): OptimiserStore => ({
  state: (companyId) => read(table, companyId),
  take: async (companyId, step, state, expectedVersion) => {
    const { tableName: TableName } = table;
    const { state: before } = await read(table, companyId);
    const { placement, day, run } = step;
    const placements = { ...before, [placement]: state };
    const Item = { ...keys.optimiserState(companyId), placements, version: expectedVersion + 1 };
    await writeAtVersion(table, 'The optimisation', [
      { Put: { TableName, Item, ...stillAt(expectedVersion) } },
      { Put: { TableName, Item: { ...keys.optimiserStep(companyId, placement, day, run), step }, ...stillAt(0) } },
    ]);
  },
  steps: async (companyId, placement, page) => {
    const scope = `optimiser:${companyId}:${placement}`;
    const query = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.optimiserStep(companyId, placement, '', 0).pk },
      ScanIndexForward: false,
    };
    const { items, next } = await queryPage(table, query, page.limit, decodeCursor(scope, page.cursor));
    return { data: items.map(({ step }) => step as OptimiserStep), nextCursor: encodeCursor(scope, next) };
  },
});
