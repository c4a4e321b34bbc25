import type { CounterName } from '#core/events/daily-counters';
import { isOrphan } from '#core/events/data-quality';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';

const counterOf: Partial<Record<ShopEventType, CounterName>> = {
  product_view: 'views',
  recommendation_impression: 'impressions',
  recommendation_click: 'clicks',
  recommendation_add_to_cart: 'addsToCart',
};

/** Increments per UTC day of receipt (`YYYY-MM-DD`): the day that a replay finds again. */
export type CounterIncrements = ReadonlyMap<string, Partial<Record<CounterName, number>>>;

export const countEvents = (events: readonly ShopEvent[]): CounterIncrements => {
  const days = new Map<string, Partial<Record<CounterName, number>>>();
  for (const event of events) {
    const name = counterOf[event.type];
    if (!name || isOrphan(event)) continue;
    const date = event.receivedAt.slice(0, 10);
    const day = days.get(date) ?? {};
    day[name] = (day[name] ?? 0) + 1;
    days.set(date, day);
  }
  return days;
};
