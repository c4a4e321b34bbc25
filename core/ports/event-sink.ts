import type { ShopEvent } from '#core/events/shop-event';

/** Where accepted events go. */
export interface EventSink {
  /** Writes durably. @returns for each event, in order, whether it was written; never throws for the stream's faults. */
  put(events: readonly ShopEvent[]): Promise<boolean[]>;
}
