import type { ShopEvent } from '#core/events/shop-event';

/** Events of one company that were received in one hour. */
export interface ArchivedBatch {
  readonly companyId: string;
  /** `YYYY/MM/DD/HH`, UTC. */
  readonly hour: string;
  /** Unique within the hour; the same batch always has the same name. */
  readonly name: string;
  readonly events: readonly ShopEvent[];
}

export interface EventArchive {
  /** Overwrites a batch of the same name. */
  put(batch: ArchivedBatch): Promise<void>;
  /** What the keys of a day's batches begin with. */
  dayPrefix(companyId: string, day: string): string;
  /** Days that hold events, `YYYY/MM/DD`, in order; days before `since` (same form) are left out. */
  days(companyId: string, since: string): Promise<string[]>;
  /** Changes whenever a day holds another batch, or one of its batches is rewritten: 16 hexadecimal digits. */
  fingerprint(companyId: string, day: string): Promise<string>;
  /** Everything of a day, duplicates included: hour by hour of receipt, in any order within an hour. */
  streamDay(companyId: string, day: string): AsyncIterable<ShopEvent>;
}
