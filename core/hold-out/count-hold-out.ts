/**
 * What held-out shoppers and the others did, by the week of the store's calendar, in whatever order it is heard.
 *
 *   seen     in the week in which an event came in that both arms send alike: views, carts, checkouts, purchases. Lists,
 *            clicks and offers do not count, since only one arm has them. The session's item remembers its weeks
 *   bought   in the week of the order, for what was kept of it. A shopper's orders are remembered, what they bring to the
 *            sums is a function of that memory, and what is heard adds the difference: again changes nothing
 *   arm      by the share in force when the week began (`shareOfWeek`)
 *   lag      whoever buys in two weeks is one shopper: the products of both weeks make variances over weeks exact,
 *            Σ (y₁ + y₂)² = Σ y₁² + Σ y₂² + 2 Σ y₁·y₂
 *
 * Who bought in a week in which nobody saw them counts as a buyer only. O(orders + weeks²) per shopper.
 */
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import { type HoldOutSettings, shareOfWeek } from '#core/hold-out/hold-out-settings';
import {
  addHoldOutSums,
  type HoldOutArm,
  type HoldOutCell,
  type HoldOutSums,
  joinCells,
  noHoldOutSums,
} from '#core/hold-out/hold-out-sums';
import { isHeldOut } from '#core/hold-out/is-held-out';
import type { Order } from '#core/orders/order';
import {
  mostAmount,
  type PlacedOrder,
  type PlacedOrders,
  standingOrders,
  withPurchase,
  withServerOrder,
} from '#core/orders/placed-order';
import { storeDayOf } from '#core/time/store-day';
import { weekOf, weeksBetween } from '#core/time/store-week';

export interface HoldOutContext {
  readonly companyId: string;
  /** IANA zone of the company. */
  readonly timeZone: string;
  readonly holdOut: HoldOutSettings;
}

const bothArmsSend: ReadonlySet<ShopEventType> = new Set([
  'product_view',
  'list_impression',
  'add_to_cart',
  // What a page sends for every product that goes into the cart, with a token or without.
  'recommendation_add_to_cart',
  'remove_from_cart',
  'checkout_started',
  'purchase',
]);

/** The weeks in which a session was seen, as far as the events tell; none for robots' events. */
export const weeksSeen = (events: readonly ShopEvent[], timeZone: string): string[] => {
  const seen = events.filter(({ type, isBot }) => !isBot && bothArmsSend.has(type));
  return [...new Set(seen.map(({ receivedAt }) => weekOf(storeDayOf(receivedAt, timeZone))))].sort();
};

/** The arm of a shopper in a week. */
export const armOf = ({ companyId, timeZone, holdOut }: HoldOutContext, unit: string, week: string): HoldOutArm =>
  isHeldOut(companyId, shareOfWeek(holdOut, week, timeZone), unit) ? 'held' : 'shown';

/** A session that is seen in a week for the first time. */
export const unitCell = (context: HoldOutContext, sessionId: string, week: string): HoldOutCell => ({
  week,
  arm: armOf(context, sessionId, week),
  currency: '',
  lag: 0,
  sums: { ...noHoldOutSums, units: 1 },
});

interface Bought {
  readonly week: string;
  readonly arm: HoldOutArm;
  readonly orders: number;
  readonly revenue: number;
}

const boughtIn = (week: string, arm: HoldOutArm, orders: readonly PlacedOrder[], currency: string): Bought => {
  const known = orders.filter((order) => order.currency === currency);
  const revenue = known.reduce((sum, { amount = 0 }) => sum + amount, 0);
  return { week, arm, orders: known.length, revenue: Math.min(revenue, mostAmount) };
};

const squares = (first: Bought, second: Bought, times: 1 | 2): HoldOutSums => ({
  ...noHoldOutSums,
  buyerSquares: times,
  orderSquares: times * first.orders * second.orders,
  revenueSquares: times * first.revenue * second.revenue,
  revenueByOrders:
    times === 1 ? first.revenue * first.orders : first.revenue * second.orders + second.revenue * first.orders,
});

/** What the orders of one shopper bring to the sums. */
const cellsOf = (context: HoldOutContext, unit: string, placed: PlacedOrders): HoldOutCell[] => {
  const orders = standingOrders(placed);
  const currency = orders.find((order) => order.currency !== undefined)?.currency ?? '';
  const byWeek = Map.groupBy(orders, ({ at }) => weekOf(storeDayOf(at, context.timeZone)));
  const weeks = [...byWeek].map(([week, own]) => boughtIn(week, armOf(context, unit, week), own, currency));
  return weeks.flatMap((bought, index) => {
    const { week, arm, orders: count, revenue } = bought;
    const own = { ...squares(bought, bought, 1), buyers: 1, orders: count, revenue };
    const before = weeks.slice(0, index).filter((other) => other.arm === arm);
    const pairs = before.map((other) => ({ other, lag: weeksBetween(other.week, week) }));
    return [
      { week, arm, currency, lag: 0, sums: own },
      ...pairs.map(({ other, lag }) => ({ week, arm, currency, lag, sums: squares(other, bought, 2) })),
    ];
  });
};

export interface HoldOutStep {
  readonly orders: PlacedOrders;
  /** Cells to add, each place once; none without effect. */
  readonly changes: readonly HoldOutCell[];
}

/**
 * What purchases and orders of one session change.
 * @param before the orders that are remembered of it
 * @param events of shoppers; only purchases matter
 * @param fromServer as the store's server sent them
 */
export const countHoldOutOrders = (
  context: HoldOutContext,
  sessionId: string,
  before: PlacedOrders,
  { events = [], fromServer = [] }: { readonly events?: readonly ShopEvent[]; readonly fromServer?: readonly Order[] },
): HoldOutStep => {
  const bought = events.filter(({ type, isBot }) => type === 'purchase' && !isBot);
  const orders = fromServer.reduce(withServerOrder, bought.reduce(withPurchase, before));
  if (orders === before) return { orders, changes: [] };
  const was = cellsOf(context, sessionId, before).map((cell) => ({
    ...cell,
    sums: addHoldOutSums(noHoldOutSums, cell.sums, -1),
  }));
  return { orders, changes: joinCells([...was, ...cellsOf(context, sessionId, orders)]) };
};
