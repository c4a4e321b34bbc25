import type { FunctionWorker } from '#local/cloud/functions/function-worker';

const idleMs = 20_000;

/** The workers of one function: started when all others are busy, up to a limit; those in excess end when idle. */
export class WorkerSet {
  private readonly start: () => FunctionWorker;
  private readonly limit: number;
  private readonly all = new Set<FunctionWorker>();
  private readonly idle: FunctionWorker[] = [];
  private readonly retirements = new Map<FunctionWorker, NodeJS.Timeout>();
  private waiting: ((worker: FunctionWorker | undefined) => void)[] = [];
  private isClosed = false;

  constructor(limit: number, start: () => FunctionWorker) {
    this.limit = limit;
    this.start = start;
  }

  /** A free worker, in the order of asking; `undefined` when the set is closed meanwhile. */
  async acquire(): Promise<FunctionWorker | undefined> {
    if (this.isClosed) return undefined;
    const free = this.idle.pop();
    if (free !== undefined) {
      clearTimeout(this.retirements.get(free));
      return free;
    }
    if (this.all.size < this.limit) return this.add();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  release(worker: FunctionWorker): void {
    if (!worker.isAlive()) this.all.delete(worker);
    if (this.isClosed) return;
    const next = this.waiting.shift();
    if (next !== undefined) next(worker.isAlive() ? worker : this.add());
    else if (worker.isAlive()) this.rest(worker);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const next of this.waiting) next(undefined);
    this.waiting = [];
    for (const timer of this.retirements.values()) clearTimeout(timer);
    await Promise.all([...this.all].map((worker) => worker.stop()));
  }

  private add(): FunctionWorker {
    const worker = this.start();
    this.all.add(worker);
    return worker;
  }

  private rest(worker: FunctionWorker): void {
    this.idle.push(worker);
    const timer = setTimeout(() => this.retire(worker), idleMs);
    timer.unref();
    this.retirements.set(worker, timer);
  }

  private retire(worker: FunctionWorker): void {
    if (this.all.size === 1 || !this.idle.includes(worker)) return;
    this.idle.splice(this.idle.indexOf(worker), 1);
    this.all.delete(worker);
    void worker.stop();
  }
}
