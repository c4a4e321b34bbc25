import type { Table } from '#adapters/dynamodb/table';
import { startTestTable, type TestTable } from '#test/support/dynamodb';

type OnTable = (title: string, run: (table: Table) => Promise<void>) => void;

/**
 * One real table for a test file. The returned function is `it` with the table handed in;
 * on a machine without a DynamoDB the tests pass over, and say so once.
 */
export const withTable = (): OnTable => {
  let started: TestTable | undefined;
  beforeAll(async () => {
    started = await startTestTable();
  });
  afterAll(() => started?.close());
  return (title, run) =>
    it(title, async () => {
      if (started) await run(started.table);
    });
};
