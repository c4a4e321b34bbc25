import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamRecord } from '#local/cloud/streams/process-batch';
import type { StreamSource, StreamStart } from '#local/cloud/streams/stream-source';
import { createWakeableNap } from '#local/cloud/streams/wakeable-nap';

export type ShardPoller = {
  /** Says that there may be new records. */
  wake(): void;
  /** Resolves when a read that began after this call found nothing more. */
  untilEmpty(): Promise<void>;
  /** Resolves when the poller has ended. */
  readonly ended: Promise<void>;
};

type Options = {
  readonly source: StreamSource;
  readonly shard: string;
  readonly start: () => StreamStart;
  readonly batchSize: number;
  /** How long a batch that is not full waits for more. */
  readonly windowMs: number;
  readonly process: (records: StreamRecord[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
};

/** New records wake the poller at once; this is for those that came another way. */
const idleMs = 1000;
const pauseAfterErrorMs = 100;

/** Reads one shard in order, one batch at a time, until the signal aborts. */
export const startShardPoller = (options: Options): ShardPoller => {
  const loop = new PollLoop(options);
  return { wake: () => loop.wake(), untilEmpty: () => loop.untilEmpty(), ended: loop.run() };
};

class PollLoop {
  private readonly options: Options;
  private readonly nap: ReturnType<typeof createWakeableNap>;
  private emptyListeners: (() => void)[] = [];

  constructor(options: Options) {
    this.options = options;
    this.nap = createWakeableNap(idleMs, options.signal);
  }

  wake(): void {
    this.nap.wake();
  }

  untilEmpty(): Promise<void> {
    return new Promise((resolve) => {
      if (this.options.signal.aborted) return resolve();
      this.emptyListeners.push(resolve);
      this.wake();
    });
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    let iterator: string | undefined;
    while (!signal.aborted) {
      try {
        iterator ??= await this.options.source.iterator(this.options.shard, this.options.start());
        iterator = await this.round(iterator);
      } catch (error) {
        iterator = undefined;
        await this.recover(error as Error);
      }
    }
    for (const listener of this.emptyListeners) listener();
  }

  /** One batch, or a nap when there is none. Returns the next iterator, or `undefined` to ask for a new one. */
  private async round(iterator: string): Promise<string | undefined> {
    const { source, batchSize, process } = this.options;
    this.nap.reset();
    const askedBefore = this.emptyListeners;
    this.emptyListeners = [];
    const read = await source.read(iterator, batchSize).catch((error) => {
      this.emptyListeners.push(...askedBefore);
      throw error;
    });
    if (read.records.length === 0) {
      for (const listener of askedBefore) listener();
      if (this.emptyListeners.length === 0) await this.nap.take();
      return read.next;
    }
    this.emptyListeners.push(...askedBefore);
    const { records, next } = await this.fill(read.records, read.next);
    await process(records);
    return next;
  }

  /** Waits the batching window for more records when the batch is not full. */
  private async fill(first: StreamRecord[], next: string | undefined) {
    const { batchSize, windowMs, source, signal } = this.options;
    if (first.length >= batchSize || next === undefined || windowMs === 0) return { records: first, next };
    await sleep(windowMs, undefined, { signal });
    const more = await source.read(next, batchSize - first.length);
    return { records: [...first, ...more.records], next: more.next };
  }

  private async recover(error: Error): Promise<void> {
    const { signal, shard, log } = this.options;
    if (signal.aborted) return;
    if (error.name !== 'ExpiredIteratorException') log(`stream ${shard}: ${error}`);
    await sleep(pauseAfterErrorMs, undefined, { signal }).catch(() => {});
  }
}
