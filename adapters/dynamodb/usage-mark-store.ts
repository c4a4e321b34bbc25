import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import type { UsageMarkStore } from '#core/ports/usage-mark-store';

/** Written beside the settings of a company, which `settingsFromItems` reads it with. */
export const makeUsageMarkStore = ({ client, tableName: TableName }: Table): UsageMarkStore => ({
  mark: async (companyId, mark) => {
    await client.send(new PutCommand({ TableName, Item: { ...keys.usageMark(companyId), ...mark } }));
  },
});
