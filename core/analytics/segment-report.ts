/**
 * What each segment of customers did and bought, by the segments that a customer is in when the report is made. A customer
 * is in exactly one of new, returning, at-risk and lapsed, may be a VIP beside it, and with orders is in one band of value:
 * so these groups overlap, and only the four by recency and the guests add up to the store. Exact over the orders and
 * events given; who neither ordered nor sent an event is in none.
 */
import { addSums, type BuyerFigures, noOrders, type OrderFigures, type OrderSum } from '#core/analytics/order-figures';
import type { RecentOrder } from '#core/analytics/order-values';
import type { ShownTo } from '#core/analytics/shown-counts';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import {
  type ComputedSegment,
  computedSegments,
  type SegmentContext,
  shopperFactsOf,
} from '#core/segments/shopper-segments';
import { IdSet } from '#core/training/id-set';

/** Shoppers without a customer id beside the computed segments. */
export const reportedSegments = [...computedSegments, 'guest'] as const;
export type ReportedSegment = (typeof reportedSegments)[number];

const activityNames = ['listsShown', 'views', 'clicks', 'addsToCart'] as const;
type ActivityName = (typeof activityNames)[number];
export type Activity = Readonly<Record<ActivityName, number>>;

const activityOf: Partial<Record<ShopEventType, ActivityName>> = {
  product_view: 'views',
  recommendation_click: 'clicks',
  recommendation_add_to_cart: 'addsToCart',
};

export interface SegmentFigures {
  readonly segment: ReportedSegment;
  /** Distinct customers; `null` for guests, who are nobody in particular. */
  readonly customers: number | null;
  /** Lists shown, product pages seen, and recommendations clicked and put into the cart. */
  readonly activity: Activity;
  /** Recent orders, and those of them that hold something a recommendation or an offer is credited with. */
  readonly recent: { readonly orders: number; readonly influencedOrders: number };
  /** By currency. */
  readonly orders: Readonly<Record<string, OrderSum>>;
}

const noActivity = (): Record<ActivityName, number> => ({ listsShown: 0, views: 0, clicks: 0, addsToCart: 0 });

/** What customers did, each event once, robots and refused consent left out. */
export class ActivityCounter {
  readonly #seen = new IdSet();
  readonly #byCustomer = new Map<string, Record<ActivityName, number>>();
  readonly #guests = noActivity();

  add(event: ShopEvent): void {
    const name = activityOf[event.type];
    if (name === undefined || event.isBot || event.consent?.analytics === false) return;
    if (!this.#seen.add(event.sessionId, event.eventId)) return;
    this.#of(event.customerId)[name] += 1;
  }

  /** Lists that a day's events say were shown; see `ShownToCounter`. */
  addShown({ customerId, lists }: ShownTo): void {
    this.#of(customerId).listsShown += lists;
  }

  get guests(): Activity {
    return this.#guests;
  }

  customers(): ReadonlyMap<string, Activity> {
    return this.#byCustomer;
  }

  #of(customerId: string | undefined): Record<ActivityName, number> {
    if (customerId === undefined) return this.#guests;
    const known = this.#byCustomer.get(customerId) ?? noActivity();
    this.#byCustomer.set(customerId, known);
    return known;
  }
}

interface SegmentSums {
  customers: number;
  activity: Record<ActivityName, number>;
  recent: { orders: number; influencedOrders: number };
  orders: Record<string, OrderSum>;
}

const emptySums = (): SegmentSums => ({
  customers: 0,
  activity: noActivity(),
  recent: { orders: 0, influencedOrders: 0 },
  orders: {},
});

type Recent = SegmentFigures['recent'];

const noRecent: Recent = { orders: 0, influencedOrders: 0 };

/** Recent orders by customer; undefined: guests. */
const recentByCustomer = (
  orders: readonly RecentOrder[],
  influenced: ReadonlySet<string>,
): ReadonlyMap<string | undefined, Recent> => {
  const found = new Map<string | undefined, Recent>();
  for (const { customerId, orderId } of orders) {
    const known = found.get(customerId) ?? noRecent;
    const influencedOrders = known.influencedOrders + Number(influenced.has(orderId));
    found.set(customerId, { orders: known.orders + 1, influencedOrders });
  }
  return found;
};

const addFigures = (sums: SegmentSums, figures: BuyerFigures, activity: Activity, recent: Recent): void => {
  sums.customers += 1;
  sums.recent.orders += recent.orders;
  sums.recent.influencedOrders += recent.influencedOrders;
  for (const name of activityNames) sums.activity[name] += activity[name];
  for (const [currency, sum] of Object.entries(figures.byCurrency)) {
    sums.orders[currency] = addSums(sums.orders[currency] ?? noOrders, sum);
  }
};

const nothingBought: BuyerFigures = { orders: 0, spent: {}, byCurrency: {} };

const byCurrency = (orders: Readonly<Record<string, OrderSum>>): Record<string, OrderSum> =>
  Object.fromEntries(Object.entries(orders).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What customers did lately. */
export interface SegmentSources {
  readonly activity: ActivityCounter;
  readonly recentOrders: readonly RecentOrder[];
  /** Ids of orders that hold something credited. */
  readonly influenced: ReadonlySet<string>;
}

/** One entry per segment, in their usual order. */
export const segmentReport = (
  orders: OrderFigures,
  { activity, recentOrders, influenced }: SegmentSources,
  context: Omit<SegmentContext, 'given'>,
): SegmentFigures[] => {
  const recent = recentByCustomer(recentOrders, influenced);
  const sums = new Map(computedSegments.map((segment) => [segment, emptySums()] as const));
  const [buyers, visitors] = [orders.customers(), activity.customers()];
  for (const customerId of new Set([...buyers.keys(), ...visitors.keys()])) {
    const figures = buyers.get(customerId) ?? nothingBought;
    for (const segment of shopperFactsOf(figures, context).segments) {
      const own = sums.get(segment as ComputedSegment);
      if (!own) continue;
      addFigures(own, figures, visitors.get(customerId) ?? noActivity(), recent.get(customerId) ?? noRecent);
    }
  }
  const guests = {
    customers: null,
    activity: activity.guests,
    recent: recent.get(undefined) ?? noRecent,
    orders: orders.guests().byCurrency,
  };
  const all = [
    ...Array.from(sums, ([segment, own]) => ({ segment, ...own })),
    { segment: 'guest' as const, ...guests },
  ];
  return all.map((entry) => ({ ...entry, orders: byCurrency(entry.orders) }));
};
