import { createHash } from 'node:crypto';
import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import type { SqlQueryState, SqlRunner } from '#core/ports/sql-runner';

export interface AthenaPlace {
  /** Says where results go, and how much a query may scan. */
  readonly workGroup: string;
  /** Database of the Glue catalog. */
  readonly database: string;
}

/** Request tokens have 32 to 128 characters. */
const requestToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const makeSqlRunner = ({ workGroup, database }: AthenaPlace, client = new AthenaClient()): SqlRunner => ({
  start: async (statement, token) => {
    const { QueryExecutionId } = await client.send(
      new StartQueryExecutionCommand({
        QueryString: statement,
        ClientRequestToken: requestToken(token),
        WorkGroup: workGroup,
        QueryExecutionContext: { Database: database },
      }),
    );
    if (QueryExecutionId === undefined) throw new Error('Athena started a query without saying its id');
    return QueryExecutionId;
  },
  state: async (queryId): Promise<SqlQueryState> => {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: queryId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    const scannedBytes = QueryExecution?.Statistics?.DataScannedInBytes ?? 0;
    if (State === 'SUCCEEDED') return { state: 'done', scannedBytes };
    if (State === 'FAILED') return { state: 'failed', reason: StateChangeReason ?? 'no reason was given' };
    if (State === 'CANCELLED') return { state: 'failed', reason: StateChangeReason ?? 'the query was cancelled' };
    return { state: 'running' };
  },
});
