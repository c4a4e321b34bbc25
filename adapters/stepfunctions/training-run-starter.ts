import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionName } from '#core/models/run-name';
import type { RunStarter, RunWatcher } from '#core/ports/run-starter';

export const makeTrainingRunStarter = (stateMachineArn: string, client = new SFNClient()): RunStarter => ({
  start: async ({ companyId, runName, force, reason }) => {
    const name = executionName(companyId, runName);
    const input = JSON.stringify({ companyId, runName, force, reason });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      return true;
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return false;
      throw error;
    }
  },
});

/** `…:stateMachine:<machine>` and a name → `…:execution:<machine>:<name>`. */
const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

export const makeTrainingRunWatcher = (stateMachineArn: string, client = new SFNClient()): RunWatcher => ({
  stateOf: async (companyId, runName) => {
    const arn = executionArn(stateMachineArn, executionName(companyId, runName));
    try {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
      return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'at-work' : 'ended';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'unknown';
      throw error;
    }
  },
});
