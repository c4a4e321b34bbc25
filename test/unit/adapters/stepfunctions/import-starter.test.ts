import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { makeImportStarter } from '#adapters/stepfunctions/import-starter';

const run = { companyId: 'acme', importId: 'job1', dryRun: false, uploadTag: 'tag' };

describe('import starter', () => {
  it('names the execution after job and attempt, so that an attempt runs once', async () => {
    const sfn = mockClient(SFNClient);
    await makeImportStarter('arn:machine').start(run, 2);
    expect(sfn).toHaveReceivedCommandWith(StartExecutionCommand, {
      stateMachineArn: 'arn:machine',
      name: 'job1-2',
      input: JSON.stringify(run),
    });
  });

  it('is content when the attempt was started before, and with nothing else that fails', async () => {
    const sfn = mockClient(SFNClient);
    sfn
      .on(StartExecutionCommand)
      .rejectsOnce(new ExecutionAlreadyExists({ message: 'there', $metadata: {} }))
      .rejectsOnce(new Error('throttled'));
    await makeImportStarter('arn:machine').start(run, 1);
    await expect(makeImportStarter('arn:machine').start(run, 1)).rejects.toThrow('throttled');
  });
});
