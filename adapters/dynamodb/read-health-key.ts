import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** A health check that hangs is no answer either. */
const patienceMs = 1_500;

/** Reads one key, which need not exist, to see whether the table answers. @throws when it does not, in time. */
export const readHealthKey = async (table: Table): Promise<void> => {
  await table.client.send(new GetCommand({ TableName: table.tableName, Key: keys.health() }), {
    abortSignal: AbortSignal.timeout(patienceMs),
  });
};
