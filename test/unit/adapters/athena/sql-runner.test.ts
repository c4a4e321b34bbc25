import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { makeSqlRunner } from '#adapters/athena/sql-runner';

const athena = mockClient(AthenaClient);
const runner = makeSqlRunner({ workGroup: 'training', database: 'store_files' }, new AthenaClient());

beforeEach(() => athena.reset());

const answerWith = (State: 'RUNNING' | 'QUEUED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED', StateChangeReason?: string) =>
  athena
    .on(GetQueryExecutionCommand)
    .resolves({ QueryExecution: { Status: { State, StateChangeReason }, Statistics: { DataScannedInBytes: 42 } } });

describe('makeSqlRunner', () => {
  it('starts a query in its work group and database, with one request token for one name', async () => {
    athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q1' });
    expect(await runner.start('UNLOAD (SELECT 1) …', 'acme 2026-11-20 log')).toBe('q1');
    await runner.start('UNLOAD (SELECT 1) …', 'acme 2026-11-20 log');
    await runner.start('UNLOAD (SELECT 1) …', 'acme 2026-11-20 support');
    const inputs = athena.commandCalls(StartQueryExecutionCommand).map(({ args }) => args[0].input);
    expect(inputs[0]).toMatchObject({
      QueryString: 'UNLOAD (SELECT 1) …',
      WorkGroup: 'training',
      QueryExecutionContext: { Database: 'store_files' },
      ClientRequestToken: expect.stringMatching(/^[0-9a-f]{32,128}$/),
    });
    expect(inputs[1]?.ClientRequestToken).toBe(inputs[0]?.ClientRequestToken);
    expect(inputs[2]?.ClientRequestToken).not.toBe(inputs[0]?.ClientRequestToken);
  });

  it('fails when no id comes back', async () => {
    athena.on(StartQueryExecutionCommand).resolves({});
    await expect(runner.start('SELECT 1', 'token')).rejects.toThrow('without saying its id');
  });

  it.each(['RUNNING', 'QUEUED'] as const)('takes %s for running', async (state) => {
    answerWith(state);
    expect(await runner.state('q1')).toEqual({ state: 'running' });
  });

  it('tells what a finished query has read', async () => {
    answerWith('SUCCEEDED');
    expect(await runner.state('q1')).toEqual({ state: 'done', scannedBytes: 42 });
  });

  it('tells why a query failed, in the words of the service where it has any', async () => {
    answerWith('FAILED', 'HIVE_CURSOR_ERROR: row is not valid JSON');
    expect(await runner.state('q1')).toEqual({ state: 'failed', reason: 'HIVE_CURSOR_ERROR: row is not valid JSON' });
    answerWith('CANCELLED');
    expect(await runner.state('q1')).toEqual({ state: 'failed', reason: 'the query was cancelled' });
  });
});
