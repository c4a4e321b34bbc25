import type { Page, PageRequest } from '#core/ports/page';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';

/** Failed events of one company that arrived together. */
export interface QuarantineBatch {
  readonly companyId: string;
  readonly entries: readonly QuarantinedEvent[];
  /** Share of the daily counters that this writer adds to, 0 … `counterShards` − 1. */
  readonly counterShard: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** Events that failed the firewall, for 30 days. */
export interface QuarantineStore {
  /** Keeps and counts each entry exactly once, however often it comes. */
  add(batch: QuarantineBatch): Promise<void>;
  /** Entries that wait, newest first. */
  list(companyId: string, page: PageRequest): Promise<Page<QuarantinedEvent>>;
  /** Entries that wait, of the given ids, in no particular order. */
  getMany(companyId: string, entryIds: readonly string[]): Promise<QuarantinedEvent[]>;
  /** Takes an entry out: it is listed no more, and stays away when its record comes again. */
  release(companyId: string, entryId: string, now: string): Promise<void>;
}
