import { setTimeout as sleep } from 'node:timers/promises';

/** A pause that ends early when something happens, even if that was just before it began. */
export type WakeableNap = {
  /** Forgets what happened so far. */
  reset(): void;
  wake(): void;
  take(): Promise<void>;
};

export const createWakeableNap = (durationMs: number, signal: AbortSignal): WakeableNap => {
  let isAwake = false;
  let current = new AbortController();
  return {
    reset: () => {
      isAwake = false;
      current = new AbortController();
    },
    wake: () => {
      isAwake = true;
      current.abort();
    },
    take: async () => {
      if (isAwake) return;
      await sleep(durationMs, undefined, { signal: AbortSignal.any([signal, current.signal]) }).catch(() => {});
    },
  };
};
