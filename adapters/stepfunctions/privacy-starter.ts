import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { PrivacyStarter } from '#core/ports/privacy-starter';

export const makePrivacyStarter = (stateMachineArn: string, client = new SFNClient()): PrivacyStarter => ({
  start: async ({ companyId, jobId, kind }) => {
    const input = JSON.stringify({ companyId, jobId, kind });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: jobId, input }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
});
