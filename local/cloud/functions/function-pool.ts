import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '#local/cloud/functions/function-definition';
import { type InvocationResult, startFunctionWorker } from '#local/cloud/functions/function-worker';
import { createLogLines } from '#local/cloud/functions/log-lines';
import { WorkerSet } from '#local/cloud/functions/worker-set';

export type FunctionStatistics = { invocations: number; errors: number; coldStarts: number };

export type FunctionPool = {
  readonly definition: FunctionDefinition;
  readonly statistics: FunctionStatistics;
  /** The newest lines the function printed. */
  logs(): string[];
  invoke(payload: string, requestId?: string): Promise<InvocationResult>;
  close(): Promise<void>;
};

const maxWorkers = 3;
const maxLogLines = 500;

/**
 * The execution environments of one function. They start lazily and serve one invocation at a time each (no two
 * invocations ever share module state at the same moment, as in Lambda). When all are busy, invocations wait in order;
 * Lambda would start more or throttle.
 */
export const createFunctionPool = (
  definition: FunctionDefinition,
  environment: Record<string, string>,
  onLog: (line: string) => void,
  clockMemory?: SharedArrayBuffer,
): FunctionPool => {
  const lines = createLogLines(maxLogLines, onLog);
  const statistics: FunctionStatistics = { invocations: 0, errors: 0, coldStarts: 0 };
  const limit = Math.max(1, Math.min(maxWorkers, definition.reservedConcurrency ?? maxWorkers));
  const workers = new WorkerSet(limit, () => {
    statistics.coldStarts++;
    return startFunctionWorker(definition, environment, lines.add, clockMemory);
  });

  return {
    definition,
    statistics,
    logs: lines.all,
    invoke: async (payload, requestId = randomUUID()) => {
      const worker = await workers.acquire();
      if (worker === undefined) return closedResult;
      statistics.invocations++;
      const result = await worker.run({ requestId, payload });
      if (!result.ok) {
        statistics.errors++;
        lines.add(`${requestId} ERROR ${JSON.stringify(result.error)}`);
      }
      workers.release(worker);
      return result;
    },
    close: () => workers.close(),
  };
};

const closedResult: InvocationResult = {
  ok: false,
  timedOut: false,
  error: { errorType: 'LocalCloud.Closed', errorMessage: 'The local cloud closes.' },
};
