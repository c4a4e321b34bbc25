import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '#local/cloud/functions/function-definition';
import {
  type FunctionWorker,
  type InvocationResult,
  startFunctionWorker,
} from '#local/cloud/functions/function-worker';

export type FunctionStatistics = { invocations: number; errors: number; coldStarts: number };

export type FunctionPool = {
  readonly definition: FunctionDefinition;
  readonly statistics: FunctionStatistics;
  /** The newest lines the function printed. */
  logs(): string[];
  invoke(payload: string, requestId?: string): Promise<InvocationResult>;
  close(): Promise<void>;
};

type Waiting = (worker: FunctionWorker | undefined) => void;

const maxWorkers = 3;
const maxLogLines = 500;
const idleMs = 20_000;

/**
 * The execution environments of one function. They start lazily, serve one invocation at a time each (no two
 * invocations ever share module state at the same moment, as in Lambda), and all but one end after 20 idle seconds.
 * When all are busy, invocations wait in order; Lambda would start more or throttle.
 */
export const createFunctionPool = (
  definition: FunctionDefinition,
  environment: Record<string, string>,
  onLog: (line: string) => void,
): FunctionPool => {
  const limit = Math.max(1, Math.min(maxWorkers, definition.reservedConcurrency ?? maxWorkers));
  const idle: FunctionWorker[] = [];
  const all = new Set<FunctionWorker>();
  const waiting: Waiting[] = [];
  const lines: string[] = [];
  let isClosed = false;
  const statistics: FunctionStatistics = { invocations: 0, errors: 0, coldStarts: 0 };
  const retirements = new Map<FunctionWorker, NodeJS.Timeout>();

  const print = (text: string) => {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      lines.push(line);
      onLog(line);
    }
    lines.splice(0, Math.max(0, lines.length - maxLogLines));
  };

  const start = (): FunctionWorker => {
    const worker = startFunctionWorker(definition, environment, print);
    statistics.coldStarts++;
    all.add(worker);
    return worker;
  };
  /** `undefined` when the cloud closes. */
  const acquire = async (): Promise<FunctionWorker | undefined> => {
    if (isClosed) return undefined;
    const free = idle.pop();
    if (free !== undefined) {
      clearTimeout(retirements.get(free));
      return free;
    }
    if (all.size < limit) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const release = (worker: FunctionWorker) => {
    if (!worker.isAlive()) all.delete(worker);
    if (isClosed) return;
    const next = waiting.shift();
    if (next !== undefined) next(worker.isAlive() ? worker : start());
    else if (worker.isAlive()) rest(worker);
  };
  const rest = (worker: FunctionWorker) => {
    idle.push(worker);
    const timer = setTimeout(() => retire(worker), idleMs);
    timer.unref();
    retirements.set(worker, timer);
  };
  const retire = (worker: FunctionWorker) => {
    if (all.size === 1 || !idle.includes(worker)) return;
    idle.splice(idle.indexOf(worker), 1);
    all.delete(worker);
    void worker.stop();
  };

  return {
    definition,
    statistics,
    logs: () => [...lines],
    invoke: async (payload, requestId = randomUUID()) => {
      const worker = await acquire();
      if (worker === undefined) return closedResult;
      statistics.invocations++;
      const result = await worker.run({ requestId, payload });
      if (!result.ok) {
        statistics.errors++;
        print(`${requestId} ERROR ${JSON.stringify(result.error)}`);
      }
      release(worker);
      return result;
    },
    close: async () => {
      isClosed = true;
      for (const next of waiting.splice(0)) next(undefined);
      for (const timer of retirements.values()) clearTimeout(timer);
      await Promise.all([...all].map((worker) => worker.stop()));
    },
  };
};

const closedResult: InvocationResult = {
  ok: false,
  timedOut: false,
  error: { errorType: 'LocalCloud.Closed', errorMessage: 'The local cloud closes.' },
};
