import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Execution } from '#local/cloud/local-cloud';

export type ExecutionStore = {
  get(executionArn: string): Execution | undefined;
  put(execution: Execution): void;
};

const maxKept = 1000;

/** The newest executions. Those that ran when the last process ended are aborted: nothing runs them any more. */
export const openExecutionStore = (file: string | undefined, now: Date): ExecutionStore => {
  const executions = new Map(
    (file === undefined ? [] : stored(file)).map((it) => [
      it.executionArn,
      it.status === 'RUNNING' ? abort(it, now) : it,
    ]),
  );
  return {
    get: (executionArn) => executions.get(executionArn),
    put: (execution) => {
      executions.set(execution.executionArn, execution);
      for (const arn of executions.keys()) if (executions.size > maxKept) executions.delete(arn);
      if (file === undefined) return;
      writeFileSync(`${file}.new`, JSON.stringify([...executions.values()]));
      renameSync(`${file}.new`, file);
    },
  };
};

const abort = (execution: Execution, now: Date): Execution => ({
  ...execution,
  status: 'ABORTED',
  error: 'LocalCloud.Ended',
  cause: 'The local cloud ended while this execution ran.',
  stoppedAt: now.toISOString(),
});

const stored = (file: string): Execution[] => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
};
