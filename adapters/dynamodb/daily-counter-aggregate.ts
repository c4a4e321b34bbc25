import { keys } from '#adapters/dynamodb/keys';
import { isShopper, type SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { addNumbers } from '#adapters/dynamodb/transact-items';
import { countEvents } from '#core/events/count-events';
import { countQuality } from '#core/events/data-quality';
import type { ShopEvent } from '#core/events/shop-event';

/** Increments of all counters by UTC day. */
const countsOf = (fresh: readonly ShopEvent[]): Map<string, Readonly<Record<string, number>>> => {
  const [events, quality] = [countEvents(fresh.filter(isShopper)), countQuality(fresh)];
  return new Map(
    [...new Set([...events.keys(), ...quality.keys()])].map((date) => [
      date,
      { ...events.get(date), ...quality.get(date) },
    ]),
  );
};

/** Views, impressions, clicks and adds of a day, and what is remarkable about its events: one write a day. */
export const makeDailyCounterAggregate = (tableName: string): SessionAggregate => ({
  keysOf: () => [],
  writesOf: ({ companyId, counterShard, fresh }) =>
    [...countsOf(fresh)].map(([date, increments]) =>
      addNumbers(tableName, keys.dailyCounters(companyId, date, counterShard), increments),
    ),
});
