import type { ShopEvent } from '#core/events/shop-event';
import { learnedChange } from '#core/live/learned-change';
import { joinSignals, type LiveSignals, type Signal } from '#core/live/live-signals';
import { type PersonMemory, rememberPerson } from '#core/live/person-memory';

export const liveNow = '2026-11-20T12:00:00.000Z';
export const liveNowMs = Date.parse(liveNow);

let events = 0;

/** A view by a session, so many minutes before `liveNow`. */
export const viewAt = (
  sessionId: string,
  productId: string,
  minutesAgo = 0,
  extra: Partial<ShopEvent> = {},
): ShopEvent => {
  const receivedAt = new Date(liveNowMs - minutesAgo * 60_000).toISOString();
  events += 1;
  return {
    eventId: `live-${events}`,
    companyId: 'shop',
    type: 'product_view',
    occurredAt: receivedAt,
    receivedAt,
    sessionId,
    productId,
    ...extra,
  };
};

const personOf = ({ customerId, sessionId }: ShopEvent): string => customerId ?? `session ${sessionId}`;

/** The counts after batches of events, as a consumer makes them. */
export const learnBatches = (batches: readonly (readonly ShopEvent[])[], now = liveNow): LiveSignals => {
  const memories = new Map<string, PersonMemory>();
  const changes: Signal[] = [];
  for (const batch of batches) {
    for (const [person, own] of Map.groupBy(batch, personOf)) {
      const before = memories.get(person) ?? {};
      const after = rememberPerson(before, own, now);
      changes.push(...learnedChange(before, after));
      memories.set(person, after);
    }
  }
  return joinSignals(changes, Date.parse(now));
};
