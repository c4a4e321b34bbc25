/**
 * What is remembered of one person for live learning: the customer whom an event names, else the session.
 *
 *   view(p)  the first minute of the UTC day in which the person looked at p
 *   order(o) the first minute in which the person's order o was told, and its products
 *
 * A day keeps the `mostViews` first views and `mostOrders` first orders, ordered by (minute, id): the least k of a set do
 * not depend on the order in which it was met, so memory does not either (a join-semilattice: Shapiro, Preguiça, Baquero
 * & Zawirski 2011). What a person adds to the counts is a function of the memory alone (core/live/learned-change).
 * Minutes are those of receipt, which no sender's clock moves. O(events · log kept).
 */
import type { ShopEvent } from '#core/events/shop-event';

/** A product or order, with the minute since the epoch in which it was first received. */
export type FirstMinute = readonly [id: string, minute: number];

export interface OrderMemory {
  readonly orderId: string;
  readonly minute: number;
  /** Distinct, by id. */
  readonly productIds: readonly string[];
}

/** By minute, then id. */
export interface DayMemory {
  readonly views: readonly FirstMinute[];
  readonly orders: readonly OrderMemory[];
}

/** By UTC day of receipt, `YYYY-MM-DD`; yesterday's is the oldest. */
export type PersonMemory = Readonly<Record<string, DayMemory>>;

/** Who looks at more in a day is no shopper. */
const mostViews = 60;
const mostOrders = 10;
/** Products of an order that count, the first by id: longer orders are those of resellers. */
const mostOfOrder = 12;

const minuteMs = 60_000;
const dayMs = 86_400_000;

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const minuteOf = ({ receivedAt }: ShopEvent): number => Math.floor(Date.parse(receivedAt) / minuteMs);

/** The oldest day that is remembered; events of older ones change nothing any more. @param now ISO-8601 UTC */
const oldestDay = (now: string): string => new Date(Date.parse(now) - dayMs).toISOString().slice(0, 10);

const viewsAfter = (views: readonly FirstMinute[], events: readonly ShopEvent[]): readonly FirstMinute[] => {
  const first = new Map(views);
  for (const event of events) {
    const { type, productId } = event;
    if (type !== 'product_view' || productId === undefined) continue;
    const minute = minuteOf(event);
    first.set(productId, Math.min(minute, first.get(productId) ?? minute));
  }
  return [...first].sort(([a, at], [b, bt]) => at - bt || byText(a, b)).slice(0, mostViews);
};

/** The same order may be told with other products; the earliest word counts, of one minute the one with the least ids. */
const earlierOrder = (a: OrderMemory, b: OrderMemory | undefined): OrderMemory => {
  if (!b || a.minute !== b.minute) return !b || a.minute < b.minute ? a : b;
  return byText(a.productIds.join('\n'), b.productIds.join('\n')) < 0 ? a : b;
};

const ordersAfter = (orders: readonly OrderMemory[], events: readonly ShopEvent[]): readonly OrderMemory[] => {
  const first = new Map(orders.map((order) => [order.orderId, order]));
  for (const event of events) {
    const { type, orderId, productIds = [] } = event;
    if (type !== 'purchase' || orderId === undefined || productIds.length === 0) continue;
    const distinct = [...new Set(productIds)].sort(byText).slice(0, mostOfOrder);
    const told = { orderId, minute: minuteOf(event), productIds: distinct };
    first.set(orderId, earlierOrder(told, first.get(orderId)));
  }
  return [...first.values()].sort((a, b) => a.minute - b.minute || byText(a.orderId, b.orderId)).slice(0, mostOrders);
};

const noMemory: DayMemory = { views: [], orders: [] };

const isLearnedFrom = ({ isBot, consent }: ShopEvent): boolean =>
  !isBot && consent?.analytics !== false && consent?.personalization !== false;

/**
 * The memory after some events of the person, each of which may come again. Days before yesterday are forgotten.
 * @param now ISO-8601 UTC
 */
export const rememberPerson = (memory: PersonMemory, events: readonly ShopEvent[], now: string): PersonMemory => {
  const oldest = oldestDay(now);
  const learned = events.filter(isLearnedFrom);
  const byDay = Map.groupBy(learned, ({ receivedAt }) => receivedAt.slice(0, 10));
  const days = [...new Set([...Object.keys(memory), ...byDay.keys()])].filter((day) => day >= oldest).sort();
  return Object.fromEntries(
    days.flatMap((day) => {
      const { views, orders } = memory[day] ?? noMemory;
      const own = byDay.get(day) ?? [];
      const next = { views: viewsAfter(views, own), orders: ordersAfter(orders, own) };
      return next.views.length + next.orders.length > 0 ? [[day, next]] : [];
    }),
  );
};
