import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ImportStarter } from '#core/ports/import-starter';

export const makeImportStarter = (stateMachineArn: string, client = new SFNClient()): ImportStarter => ({
  start: async (run, attempt) => {
    const name = `${run.importId}-${attempt}`;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(run) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
});
