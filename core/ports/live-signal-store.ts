import type { Signal } from '#core/live/live-signals';

/** What people did in the last days, as far as consumers have counted it. */
export interface LiveSignalStore {
  /** The counts of all shards, some of which may be told in parts: they add up. Nothing when nothing happened. */
  read(companyId: string): Promise<readonly Signal[]>;
}
