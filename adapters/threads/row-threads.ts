import { Worker } from 'node:worker_threads';
import { joinLists, type NeighbourLists } from '#core/similarity/neighbour-lists';
import { type RowJob, type RowSteps, rowsOf, rowTrainer, sizeOf } from '#core/training/row-job';
import { type RowAnswer, type RowTask, takeBlocks } from './row-task.ts';
import { SharedArrays } from './shared-arrays.ts';

/** Beside the source it is TypeScript, beside a bundle a bundle of its own. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './row-worker.ts' : './row-worker.cjs', import.meta.url);

/** Below this many entries, or terms, a job is done before a thread has started. */
const fewestEntries = 50_000;

/** Blocks for each thread: enough that none waits long for the others at the end. */
const blocksPerThread = 24;

/**
 * Runs training jobs on this thread and on workers beside it. Workers start with the first job that is worth it, stay for
 * the next ones and do not keep the process alive. The result does not depend on how many there are.
 */
export class RowThreads {
  readonly #threads: number;
  readonly #shared = new SharedArrays();
  #workers: Worker[] = [];

  /** @param threads at most, the calling one included; @throws RangeError unless it is an integer ≥ 1. */
  constructor(threads: number) {
    if (!Number.isInteger(threads) || threads < 1) throw new RangeError(`There cannot be ${threads} threads`);
    this.#threads = threads;
  }

  /** Workers that have been started. */
  get workers(): number {
    return this.#workers.length;
  }

  async run<T>(steps: RowSteps<T>): Promise<T> {
    let step = steps.next();
    while (!step.done) step = steps.next(await this.#train(step.value));
    return step.value;
  }

  /** Ends the workers; a later job starts new ones. */
  async close(): Promise<void> {
    const ending = this.#workers.map((worker) => worker.terminate());
    this.#workers = [];
    await Promise.all(ending);
  }

  async #train(job: RowJob): Promise<NeighbourLists> {
    if (this.#threads === 1 || sizeOf(job) < fewestEntries) return rowTrainer(job).train(0, rowsOf(job));
    this.#startWorkers();
    const blockRows = Math.max(16, Math.ceil(rowsOf(job) / (this.#threads * blocksPerThread)));
    const nextBlock = new Int32Array(new SharedArrayBuffer(4));
    const blocks: NeighbourLists[] = [];
    const task = { job: this.#shared.share(job), blockRows, nextBlock };
    const others = this.#workers.map((worker) => this.#askWorker(worker, task, blocks));
    const settled = Promise.allSettled(others);
    try {
      takeBlocks(task, (block, lists) => {
        blocks[block] = lists;
      });
    } finally {
      await settled;
    }
    await Promise.all(others);
    return joinLists(blocks);
  }

  #startWorkers(): void {
    while (this.#workers.length < this.#threads - 1) {
      const worker = new Worker(workerFile);
      worker.unref();
      this.#workers.push(worker);
    }
  }

  /** A worker that fails is not used again; the job fails with its error. */
  #askWorker(worker: Worker, task: RowTask, blocks: NeighbourLists[]): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const listeners = {
        message: (answer: RowAnswer): void => {
          if ('done' in answer) settle(resolve);
          else blocks[answer.block] = answer.lists;
        },
        error: (error: unknown): void => fail(error),
        exit: (code: number): void => fail(new Error(`A training thread ended with code ${code}`)),
      };
      const settle = (then: () => void): void => {
        for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
        worker.unref();
        then();
      };
      const fail = (error: unknown): void => {
        this.#workers = this.#workers.filter((other) => other !== worker);
        settle(() => reject(error));
      };
      for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
      worker.ref();
      worker.postMessage(task);
    });
  }
}
