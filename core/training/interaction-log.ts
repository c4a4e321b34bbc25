/**
 * Orders and events → integer logs. Records may come in any order and any number of times; the result is the same.
 * Memory: some 70 bytes an order and its id plus 8 a line, 20 bytes an event plus 11 to 22 for its id, all of it in a few typed
 * arrays: there is nothing that a collection of garbage would read again and again. Time: O(records), but for the events
 * of a visit that come out of order and for what happened in one moment.
 */
import type { Product } from '#core/catalog/product';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { epochMs } from '#core/training/epoch-time';
import { EventColumns } from '#core/training/event-columns';
import { IdSet } from '#core/training/id-set';
import { IdTable } from '#core/training/id-table';
import { inTimeOrder, type PurchaseRows, packBaskets, packCustomers } from '#core/training/keyed-groups';
import { compareText, packOrder, packPixelPurchase } from '#core/training/packed-purchase';
import { People } from '#core/training/people';
import { PurchaseTable } from '#core/training/purchase-table';
import { SessionCustomers } from '#core/training/session-customers';
import { packSessions } from '#core/training/session-groups';
import type { IgnoredCounts, TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

const recordsAtOnce = 512;

/** More products in one group than this are a robot or a wholesaler's whole range; the newest are kept. */
export const longestGroup = { baskets: 2000, customers: 2000, sessions: 500 } as const;

/** What a session event adds to its step: views count, an add to cart marks. Other types say nothing about a session. */
const sessionWeights: Partial<Record<ShopEventType, number>> = {
  product_view: 1,
  recommendation_click: 1,
  add_to_cart: 0.5,
  recommendation_add_to_cart: 0.5,
};

/** How often a product was viewed before the session went on, from the weight of that step; at least 1. */
export const viewsInARow = (weight: number): number => Math.max(1, Math.floor(weight));

export interface TrainingWindow {
  /** ISO-8601 UTC; what claims to be newer is left out. */
  readonly now: string;
  /**
   * Days back from the newest purchase, for purchases, and from the newest visit, for visits; > 0. Each from its own
   * newest: a visit of today must not push an imported history of orders out of the window.
   */
  readonly windowDays: number;
}

/** Takes records in chunks of any size, so that a year of orders never stands in memory as objects. */
export class TrainingDataBuilder {
  readonly #productIds: readonly string[];
  /** Numbers the products as `#productIds` does. */
  readonly #items = new IdTable();
  /** Looked up together: a place in memory that is no longer in the cache is waited for less that way. */
  #waitingEvents: ShopEvent[] = [];
  #waitingOrders: Order[] = [];
  readonly #nowMs: number;
  readonly #windowDays: number;
  #eventIds = new IdSet();
  readonly #sessions = new IdTable();
  readonly #customers = new IdTable();
  readonly #customerOf = new SessionCustomers(this.#customers);
  readonly #purchases = new PurchaseTable(this.#customers, this.#sessions);
  readonly #columns = new EventColumns();
  readonly #ignored: IgnoredCounts = {
    duplicates: 0,
    cancelledOrders: 0,
    refundedLines: 0,
    unknownProducts: 0,
    withoutConsent: 0,
    outsideWindow: 0,
  };

  /** @param productIds the catalog's ids in any order. @throws RangeError when `now` or `windowDays` is not usable. */
  constructor(productIds: Iterable<string>, { now, windowDays }: TrainingWindow) {
    this.#productIds = [...new Set(productIds)].sort(compareText);
    for (const id of this.#productIds) this.#items.numberOf(id);
    this.#nowMs = epochMs(now);
    this.#windowDays = windowDays;
    if (Number.isNaN(this.#nowMs)) throw new RangeError(`now is not an ISO-8601 time: ${now}`);
    if (!(windowDays > 0)) throw new RangeError(`windowDays must be above 0, not ${windowDays}`);
  }

  addOrder(order: Order): void {
    this.#waitingOrders.push(order);
    if (this.#waitingOrders.length === recordsAtOnce) this.#takeOrders();
  }

  addEvent(event: ShopEvent): void {
    if (event.isBot) return;
    this.#waitingEvents.push(event);
    if (this.#waitingEvents.length === recordsAtOnce) this.#takeEvents();
  }

  /** Ends the builder: it takes no more records. */
  finish(): TrainingData {
    this.#takeOrders();
    this.#takeEvents();
    // What only tells duplicates is let go, for the logs need the room.
    this.#eventIds = new IdSet();
    const { ids, columns } = this.#purchases;
    const valid = this.#validPurchases();
    const newestPurchaseAt = valid.reduce((newest, row) => Math.max(newest, columns.time(row)), 0);
    const newestVisitAt = this.#newestVisitAt();
    const windowMs = this.#windowDays * dayMs;
    const inWindow = valid.filter((row) => columns.time(row) >= newestPurchaseAt - windowMs);
    this.#ignored.outsideWindow += valid.length - inWindow.length;
    const rows = inTimeOrder(columns, inWindow, (a, b) => ids.compare(columns.purchase(a), columns.purchase(b)));
    const people = new People({ customer: this.#customers, order: ids, session: this.#sessions });
    const { baskets, customers } = this.#packPurchases(rows, people);
    const { log: sessions, outsideWindow } = this.#packSessions(newestVisitAt - windowMs, people);
    this.#ignored.outsideWindow += outsideWindow;
    return {
      productIds: this.#productIds,
      baskets,
      customers,
      sessions,
      peopleCount: people.size,
      newestAt: Math.max(newestPurchaseAt, newestVisitAt),
      ignored: { ...this.#ignored },
    };
  }

  #takeOrders(): void {
    const orders = this.#waitingOrders;
    this.#waitingOrders = [];
    // Found here, the places of orders and customers are in the cache when the orders are added.
    this.#purchases.ids.findAll(orders.map(({ orderId }) => orderId));
    this.#customers.findAll(orders.map(({ customerId }) => customerId ?? ''));
    const items = this.#items.findAll(orders.flatMap(({ lines }) => lines.map(({ productId }) => productId)));
    let from = 0;
    for (const order of orders) {
      const purchase = packOrder(order, items.subarray(from, from + order.lines.length), this.#ignored);
      from += order.lines.length;
      if (!this.#purchases.add('order', order.orderId, purchase)) this.#ignored.duplicates += 1;
    }
  }

  #takeEvents(): void {
    const events = this.#waitingEvents;
    this.#waitingEvents = [];
    // The same event as core/events/event-identity says, without writing it down for every one.
    const isNew = this.#eventIds.addAll(
      events.map(({ sessionId }) => sessionId),
      events.map(({ eventId }) => eventId),
    );
    const items = this.#items.findAll(events.map(({ productId }) => productId ?? ''));
    for (let at = 0; at < events.length; at += 1) {
      if (isNew[at] === 1) this.#takeEvent(events[at]!, items[at]!);
      else this.#ignored.duplicates += 1;
    }
  }

  /** @param item of the event's product; below 0 where the catalog does not hold it. */
  #takeEvent(event: ShopEvent, item: number): void {
    if (event.consent?.analytics === false || event.consent?.personalization === false) {
      this.#ignored.withoutConsent += 1;
      return;
    }
    if (event.type === 'purchase') this.#takePixelPurchase(event);
    else if (event.type === 'refund') this.#purchases.refundPixelPurchase(event.orderId ?? '');
    else this.#takeSessionEvent(event, item);
  }

  #takePixelPurchase(event: ShopEvent): void {
    const purchase = packPixelPurchase(event, this.#items, this.#ignored);
    this.#purchases.add('pixel', event.orderId ?? `event:${event.eventId}`, purchase);
  }

  #takeSessionEvent(event: ShopEvent, item: number): void {
    const weight = sessionWeights[event.type];
    if (weight === undefined || event.productId === undefined) return;
    const time = epochMs(event.occurredAt);
    if (item < 0) this.#ignored.unknownProducts += 1;
    else if (!(time <= this.#nowMs)) this.#ignored.outsideWindow += 1;
    else {
      const session = this.#sessions.numberOf(event.sessionId);
      this.#columns.push(session, item, time, weight);
      if (event.customerId !== undefined) this.#customerOf.learn(session, event.customerId);
    }
  }

  /** Rows of what was bought and kept, up to now. */
  #validPurchases(): Int32Array {
    const { ids, columns } = this.#purchases;
    const valid = new Int32Array(ids.size);
    let count = 0;
    for (let number = 0; number < ids.size; number += 1) {
      const row = this.#purchases.rowOf(number);
      if (row < 0) continue;
      if (columns.isCancelled(row)) this.#ignored.cancelledOrders += 1;
      else if (!(columns.time(row) <= this.#nowMs)) this.#ignored.outsideWindow += 1;
      else if (columns.firstLine(row + 1) > columns.firstLine(row)) valid[count++] = row;
    }
    return valid.subarray(0, count);
  }

  #packPurchases(rows: Int32Array, people: People): Pick<TrainingData, 'baskets' | 'customers'> {
    const purchases: Omit<PurchaseRows, 'longest'> = {
      itemCount: this.#productIds.length,
      columns: this.#purchases.columns,
      rows,
    };
    const baskets = packBaskets({ ...purchases, longest: longestGroup.baskets }, (row) => this.#buyerOf(row, people));
    const byName = (a: number, b: number): number => people.compare(a, b);
    const customers = packCustomers({ ...purchases, longest: longestGroup.customers }, baskets.people, byName);
    return { baskets, customers };
  }

  #packSessions(oldestAt: number, people: People): ReturnType<typeof packSessions> {
    const packing = {
      itemCount: this.#productIds.length,
      sessions: this.#sessions,
      personOf: (session: number) => this.#visitorOf(session, people),
      oldestAt,
    };
    return packSessions(this.#columns, { ...packing, longest: longestGroup.sessions });
  }

  #newestVisitAt(): number {
    let newest = 0;
    for (let event = 0; event < this.#columns.size; event += 1) newest = Math.max(newest, this.#columns.time(event));
    return newest;
  }

  #buyerOf(row: number, people: People): number {
    const { columns } = this.#purchases;
    const [customer, session] = [columns.customer(row), columns.session(row)];
    if (customer >= 0) return people.numberOf('customer', customer);
    return session >= 0 ? this.#visitorOf(session, people) : people.numberOf('order', columns.purchase(row));
  }

  #visitorOf(session: number, people: People): number {
    const customer = this.#customerOf.of(session);
    return customer < 0 ? people.numberOf('session', session) : people.numberOf('customer', customer);
  }
}

/** All at once, for stores whose records fit in memory. */
export const buildTrainingData = ({
  orders,
  events,
  products,
  ...window
}: TrainingWindow & {
  readonly orders: Iterable<Order>;
  readonly events: Iterable<ShopEvent>;
  readonly products: Iterable<Pick<Product, 'productId'>>;
}): TrainingData => {
  const builder = new TrainingDataBuilder(
    Array.from(products, ({ productId }) => productId),
    window,
  );
  for (const order of orders) builder.addOrder(order);
  for (const event of events) builder.addEvent(event);
  return builder.finish();
};
