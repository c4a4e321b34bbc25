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
  clockMemory?: SharedArrayBuffer,
): FunctionWorker => new WorkerThread(definition, environment, onOutput, clockMemory);

class WorkerThread implements FunctionWorker {
  private readonly definition: FunctionDefinition;
  private readonly worker: Worker;
  private readonly ready: Promise<WorkerReply | 'timeout'>;
  private settle: (reply: WorkerReply) => void = () => {};
  private alive = true;

  constructor(
    definition: FunctionDefinition,
    environment: Record<string, string>,
    onOutput: (text: string) => void,
    clockMemory: SharedArrayBuffer | undefined,
  ) {
    const start: WorkerStart = { codeFolder: definition.codeFolder, handler: definition.handler, clockMemory };
    this.definition = definition;
    this.worker = new Worker(workerFile, {
      workerData: start,
      env: environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      name: definition.logicalId,
    });
    this.worker.stdout.setEncoding('utf8').on('data', onOutput);
    this.worker.stderr.setEncoding('utf8').on('data', onOutput);
    this.listen();
    this.ready = this.nextReply(initTimeoutMs);
  }

  isAlive(): boolean {
    return this.alive;
  }

  async stop(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }

  async run(invocation: Invocation): Promise<InvocationResult> {
    const reply = await this.exchange(invocation);
    if (reply === 'timeout') {
      await this.stop();
      return { ok: false, timedOut: true, error: timeoutError(invocation, this.definition) };
    }
    if (reply.kind === 'result') return { ok: true, payload: reply.payload };
    if (reply.kind === 'ready') throw new Error(`The worker of ${this.definition.name} answered out of turn.`);
    if (reply.error.errorType.startsWith('Runtime.')) await this.stop();
    return { ok: false, timedOut: false, error: reply.error };
  }

  private listen(): void {
    this.worker.on('message', (reply: WorkerReply) => this.settle(reply));
    this.worker.on('error', (error) => this.settle(crash(error.name, error.message)));
    this.worker.on('exit', (code) => {
      this.alive = false;
      this.settle(crash('Runtime.ExitError', `The function's process ended with code ${code}`));
    });
  }

  private nextReply(timeoutMs: number): Promise<WorkerReply | 'timeout'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), timeoutMs);
      this.settle = (reply) => {
        clearTimeout(timer);
        resolve(reply);
      };
    });
  }

  private async exchange({ requestId, payload }: Invocation): Promise<WorkerReply | 'timeout'> {
    const started = await this.ready;
    if (started === 'timeout' || started.kind === 'error') return started;
    const { name, arn, memoryMegabytes, timeoutSeconds } = this.definition;
    const timeoutMs = timeoutSeconds * 1000;
    const request: WorkerRequest = {
      requestId,
      payload,
      deadlineMs: Date.now() + timeoutMs,
      functionName: name,
      functionArn: arn,
      memoryMegabytes,
    };
    const reply = this.nextReply(timeoutMs);
    this.worker.postMessage(request);
    return reply;
  }
}

const crash = (errorType: string, errorMessage: string): WorkerReply => ({
  kind: 'error',
  error: { errorType, errorMessage },
});

const timeoutError = ({ requestId }: Invocation, { timeoutSeconds }: FunctionDefinition): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
});
