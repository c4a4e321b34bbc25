import type { ShopEvent } from '#core/events/shop-event';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import type { EventDependencies } from '#lambdas/api/events/take-events';

export interface EventFakes extends Pick<EventDependencies, 'events' | 'sessions'> {
  /** What the stream took. */
  readonly stored: ShopEvent[];
  readonly rejections: QuarantinedEvent[];
}

/** A stream in memory that takes the events which `takes` says. */
export const eventFakes = (takes: (event: ShopEvent) => boolean = () => true): EventFakes => {
  const stored: ShopEvent[] = [];
  const rejections: QuarantinedEvent[] = [];
  return {
    stored,
    rejections,
    sessions: new Map(),
    events: {
      put: async (events) => {
        stored.push(...events.filter(takes));
        return events.map(takes);
      },
      putRejected: async (given) => {
        rejections.push(...given);
        return given.map(() => true);
      },
    },
  };
};
