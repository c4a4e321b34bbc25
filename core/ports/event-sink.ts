import type { ShopEvent } from '#core/events/shop-event';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';

/** Where accepted events go. */
export interface EventSink {
  /** Writes durably. @returns for each event, in order, whether it was written; never throws for the stream's faults. */
  put(events: readonly ShopEvent[]): Promise<boolean[]>;
  /** Sends failed events towards quarantine, with the same promises. */
  putRejected(rejections: readonly QuarantinedEvent[]): Promise<boolean[]>;
}
