import { streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import { archivedEvents } from '#test/support/simulated-week/archived-events';
import type { Sender } from '#test/support/simulated-week/send-postings';
import type { WeekCloud } from '#test/support/simulated-week/week-cloud';
import type { StreamText, WeekShop } from '#test/support/simulated-week/week-shop';
import type { Fate, Happening, TruthEvent } from '#test/support/simulated-week/week-truth';

/** Many people look at this product all of a sudden … */
export const risingProductId = 'garden-3';
/** … and one program hammers this one, which calls itself a browser. */
export const hammeredProductId = 'toys-5';

const people = 15;
/** More than three execution environments take from one session at once. */
const hammerBlows = 2_000;

const viewOf = (sessionId: string, index: number, productId: string, occurredMs: number, fate: Fate): Happening => ({
  wire: {
    eventId: `burst-${String(index).padStart(4, '0')}`,
    type: 'product_view',
    occurredAt: new Date(occurredMs).toISOString(),
    sessionId,
    productId,
  },
  fate,
  occurredMs,
});

const burst = (nowMs: number): Happening[] => [
  ...Array.from({ length: hammerBlows }, (_, index) =>
    viewOf('hammer', index, hammeredProductId, nowMs - 10_000, { kind: 'up-to-rate' }),
  ),
  ...Array.from({ length: people }, (_, index) =>
    viewOf(`passer-by-${index}`, index, risingProductId, nowMs - 5_000, { kind: 'counted' }),
  ),
];

/** Records that a producer wrote twice: every seventh of the archive, straight into the stream. */
const repeatRecords = async (cloud: WeekCloud, shop: WeekShop): Promise<void> => {
  const repeated = archivedEvents(cloud.dataDir).filter((_, index) => index % 7 === 0);
  const recordOf = (event: ShopEvent): StreamText => ({
    partitionKey: `${shop.companyId}#${event.sessionId}`,
    text: JSON.stringify(streamRecordOf(event)),
  });
  await shop.putRecords(repeated.map(recordOf));
};

/** The archive says of which blows the firewall thought that no shopper could send them so fast. */
const settleRates = (cloud: WeekCloud, events: TruthEvent[]): void => {
  const robots = new Set(
    archivedEvents(cloud.dataDir).flatMap(({ sessionId, eventId, isBot }) =>
      isBot ? [`${sessionId}/${eventId}`] : [],
    ),
  );
  events.forEach((event, index) => {
    if (event.fate.kind !== 'up-to-rate') return;
    const isRobots = robots.has(`${event.wire.sessionId}/${event.wire.eventId}`);
    events[index] = { ...event, fate: { kind: isRobots ? 'robot' : 'counted' } };
  });
};

/**
 * The end of the week: repeated records, a rush on one product, and a program that hammers another.
 * @returns when the rush began, epoch milliseconds of the machine
 */
export const playLastHour = async (
  cloud: WeekCloud,
  shop: WeekShop,
  sender: Sender,
  events: TruthEvent[],
): Promise<number> => {
  await repeatRecords(cloud, shop);
  const rushedAt = Date.now();
  await sender.send(burst(cloud.nowMs()).map((happening) => ({ happening, hasCome: false })));
  await cloud.now().drainStreams();
  settleRates(cloud, events);
  return rushedAt;
};
