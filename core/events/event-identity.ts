import type { ShopEvent } from '#core/events/shop-event';

/**
 * What makes an event the same when it comes again: its id within its session. A sender that repeats an event repeats its
 * session with it; senders that number their events from 1 in every session lose none.
 */
export const eventIdentity = ({ sessionId, eventId }: Pick<ShopEvent, 'sessionId' | 'eventId'>): string =>
  `${sessionId}\n${eventId}`;
