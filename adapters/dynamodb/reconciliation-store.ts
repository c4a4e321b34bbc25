import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import type { ReconciliationReport } from '#core/analytics/reconcile';
import type { ReconciliationStore } from '#core/ports/reconciliation-store';

const keepSeconds = 90 * 86_400;

/** Reports on the figures of days: one item each. */
export const makeReconciliationStore = (table: Table): ReconciliationStore => ({
  put: async (companyId, report) => {
    const key = keys.reconciliation(companyId, report.date);
    const expiresAt = Math.floor(Date.parse(report.checkedAt) / 1000) + keepSeconds;
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: { ...key, report, expiresAt } }));
  },
  list: async (companyId) => {
    const items = await queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.reconciliation(companyId, '').pk },
      ScanIndexForward: false,
    });
    return items.map(({ report }) => report as ReconciliationReport);
  },
});
