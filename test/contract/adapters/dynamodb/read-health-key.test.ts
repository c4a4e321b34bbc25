import { readHealthKey } from '#adapters/dynamodb/read-health-key';
import { withTable } from '#test/support/with-table';

describe('the deep health check', () => {
  const onTable = withTable();

  onTable('passes on an empty table and writes nothing', async (table) => {
    await expect(readHealthKey(table)).resolves.toBeUndefined();
  });

  onTable('fails when the table is not there', async (table) => {
    await expect(readHealthKey({ ...table, tableName: 'gone' })).rejects.toThrow();
  });
});
