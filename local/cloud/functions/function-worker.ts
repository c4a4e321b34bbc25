import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '#local/cloud/functions/function-definition';
import type { FunctionError, WorkerReply, WorkerRequest, WorkerStart } from '#local/cloud/functions/worker-protocol';

export type Invocation = { readonly requestId: string; readonly payload: string };
export type InvocationResult =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError; readonly timedOut: boolean };

/** One execution environment: a worker thread that serves one invocation at a time, as Lambda does. */
export type FunctionWorker = {
  /** True until it timed out, crashed or was stopped. */
  isAlive(): boolean;
  run(invocation: Invocation): Promise<InvocationResult>;
  stop(): Promise<void>;
};

const workerFile = new URL('./worker.ts', import.meta.url);
/** Lambda's own limit for loading a function's code. */
const initTimeoutMs = 10_000;

export const startFunctionWorker = (
  definition: FunctionDefinition,
  environment: Record<string, string>,
  onOutput: (text: string) => void,
): FunctionWorker => {
  const start: WorkerStart = { codeFolder: definition.codeFolder, handler: definition.handler };
  const worker = new Worker(workerFile, {
    workerData: start,
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
    name: definition.logicalId,
  });
  let alive = true;
  let settle: (reply: WorkerReply) => void = () => {};
  worker.stdout.setEncoding('utf8').on('data', onOutput);
  worker.stderr.setEncoding('utf8').on('data', onOutput);
  worker.on('message', (reply: WorkerReply) => settle(reply));
  worker.on('error', (error) => settle(crash(error.name, error.message)));
  worker.on('exit', (code) => {
    alive = false;
    settle(crash('Runtime.ExitError', `The function's process ended with code ${code}`));
  });

  const nextReply = (timeoutMs: number): Promise<WorkerReply | 'timeout'> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), timeoutMs);
      settle = (reply) => {
        clearTimeout(timer);
        resolve(reply);
      };
    });
  const ready = nextReply(initTimeoutMs);
  const stop = async () => {
    alive = false;
    await worker.terminate();
  };

  const exchange = async ({ requestId, payload }: Invocation): Promise<WorkerReply | 'timeout'> => {
    const started = await ready;
    if (started === 'timeout' || started.kind === 'error') return started;
    const timeoutMs = definition.timeoutSeconds * 1000;
    const request: WorkerRequest = {
      requestId,
      payload,
      deadlineMs: Date.now() + timeoutMs,
      functionName: definition.name,
      functionArn: definition.arn,
      memoryMegabytes: definition.memoryMegabytes,
    };
    const reply = nextReply(timeoutMs);
    worker.postMessage(request);
    return reply;
  };

  return {
    isAlive: () => alive,
    stop,
    run: async (invocation) => {
      const reply = await exchange(invocation);
      if (reply === 'timeout') {
        await stop();
        return { ok: false, timedOut: true, error: timeoutError(invocation, definition) };
      }
      if (reply.kind === 'result') return { ok: true, payload: reply.payload };
      if (reply.kind === 'error') {
        if (reply.error.errorType.startsWith('Runtime.')) await stop();
        return { ok: false, timedOut: false, error: reply.error };
      }
      return { ok: false, timedOut: false, error: { errorType: 'Runtime.Protocol', errorMessage: 'Unexpected reply' } };
    },
  };
};

const crash = (errorType: string, errorMessage: string): WorkerReply => ({
  kind: 'error',
  error: { errorType, errorMessage },
});

const timeoutError = ({ requestId }: Invocation, { timeoutSeconds }: FunctionDefinition): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
});
