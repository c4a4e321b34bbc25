import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { usageMarkFromItem } from '#adapters/dynamodb/company-settings-item';
import { keys } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import type { UsageMarkStore } from '#core/ports/usage-mark-store';

export const makeUsageMarkStore = ({ client, tableName: TableName }: Table): UsageMarkStore => ({
  get: async (companyId) => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keys.usageMark(companyId) }));
    return usageMarkFromItem(Item);
  },
  mark: async (companyId, mark) => {
    await client.send(new PutCommand({ TableName, Item: { ...keys.usageMark(companyId), ...mark } }));
  },
});
