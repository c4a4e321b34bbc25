import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionName } from '#core/models/run-name';
import type { RunStarter } from '#core/ports/run-starter';

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
