import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamRecord } from '#local/cloud/streams/process-batch';
import type { StreamSource, StreamStart } from '#local/cloud/streams/stream-source';

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

/** Reads one shard in order, one batch at a time, until the signal aborts. */
export const startShardPoller = (options: Options): ShardPoller => {
  const { signal } = options;
  let wakeUp: () => void = () => {};
  let isAwake = false;
  let emptyListeners: (() => void)[] = [];

  const nap = async () => {
    if (isAwake) return;
    const nudged = new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
    const stopNap = new AbortController();
    const timer = sleep(idleMs, undefined, { signal: AbortSignal.any([signal, stopNap.signal]) }).catch(() => {});
    await Promise.race([nudged, timer]);
    stopNap.abort();
  };

  const fill = async (first: StreamRecord[], next: string | undefined) => {
    const full = first.length >= options.batchSize || next === undefined || options.windowMs === 0;
    if (full) return { records: first, next };
    await sleep(options.windowMs, undefined, { signal });
    const more = await options.source.read(next, options.batchSize - first.length);
    return { records: [...first, ...more.records], next: more.next };
  };

  /** One round: the next iterator, or `undefined` to ask for a new one. */
  const round = async (iterator: string): Promise<string | undefined> => {
    isAwake = false;
    const listeners = emptyListeners;
    emptyListeners = [];
    const read = await options.source.read(iterator, options.batchSize);
    if (read.records.length === 0) {
      for (const listener of listeners) listener();
      if (emptyListeners.length === 0) await nap();
      return read.next;
    }
    emptyListeners.push(...listeners);
    const { records, next } = await fill(read.records, read.next);
    await options.process(records);
    return next;
  };

  const run = async () => {
    let iterator: string | undefined;
    while (!signal.aborted) {
      try {
        iterator ??= await options.source.iterator(options.shard, options.start());
        iterator = await round(iterator);
      } catch (error) {
        if (signal.aborted) break;
        if ((error as Error).name !== 'ExpiredIteratorException') options.log(`stream ${options.shard}: ${error}`);
        iterator = undefined;
        await sleep(100, undefined, { signal }).catch(() => {});
      }
    }
    for (const listener of emptyListeners) listener();
  };

  const wake = () => {
    isAwake = true;
    wakeUp();
  };
  return {
    wake,
    untilEmpty: () =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        emptyListeners.push(resolve);
        wake();
      }),
    ended: run(),
  };
};
