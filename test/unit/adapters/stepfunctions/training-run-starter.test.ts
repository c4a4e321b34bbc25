import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { makeTrainingRunStarter, makeTrainingRunWatcher } from '#adapters/stepfunctions/training-run-starter';

const sfn = mockClient(SFNClient);
const starter = makeTrainingRunStarter('arn:machine', new SFNClient({ region: 'us-east-1' }));
const request = { companyId: 'acme-shop', runName: '2026-11-20', force: false, reason: 'nightly' } as const;

beforeEach(() => sfn.reset());

describe('training run starter', () => {
  it('names the execution by company and run, so that a night is started once', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    expect(await starter.start(request)).toBe(true);
    expect(sfn).toHaveReceivedCommandWith(StartExecutionCommand, {
      stateMachineArn: 'arn:machine',
      name: 'acme-shop_2026-11-20',
      input: JSON.stringify(request),
    });
  });

  it('takes "exists already" for done, and passes other errors on', async () => {
    const exists = new ExecutionAlreadyExists({ message: 'exists', $metadata: {} });
    sfn.on(StartExecutionCommand).rejectsOnce(exists).rejects(new Error('no permission'));
    expect(await starter.start(request)).toBe(false);
    await expect(starter.start(request)).rejects.toThrow('no permission');
  });
});

describe('training run watcher', () => {
  const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:retrain';
  const watcher = makeTrainingRunWatcher(machine, new SFNClient({ region: 'us-east-1' }));

  it.each([
    ['RUNNING', 'at-work'],
    ['SUCCEEDED', 'ended'],
    ['FAILED', 'ended'],
    ['TIMED_OUT', 'ended'],
    ['ABORTED', 'ended'],
  ] as const)('an execution that is %s: %s', async (status, expected) => {
    sfn.on(DescribeExecutionCommand).resolves({ status });
    expect(await watcher.stateOf('acme-shop', '2026-11-20')).toBe(expected);
    expect(sfn).toHaveReceivedCommandWith(DescribeExecutionCommand, {
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:retrain:acme-shop_2026-11-20',
    });
  });

  it('an execution that never began is unknown; other errors are passed on', async () => {
    const absent = new ExecutionDoesNotExist({ message: 'absent', $metadata: {} });
    sfn.on(DescribeExecutionCommand).rejectsOnce(absent).rejects(new Error('no permission'));
    expect(await watcher.stateOf('acme-shop', '2026-11-20')).toBe('unknown');
    await expect(watcher.stateOf('acme-shop', '2026-11-20')).rejects.toThrow('no permission');
  });
});
