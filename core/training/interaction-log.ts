/**
 * Orders and events → integer logs. Records may come in any order and any number of times; the result is the same.
 * Memory: some 50 bytes an order plus 12 a line, 24 bytes an event plus its id. Time: O(records), but for the events of a visit that come out of order.
 */
import type { Product } from '#core/catalog/product';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { epochMs } from '#core/training/epoch-time';
import { EventColumns } from '#core/training/event-columns';
import { IdSet } from '#core/training/id-set';
import { IdTable } from '#core/training/id-table';
import { inTimeOrder, type NamedPurchase, packBaskets, packCustomers } from '#core/training/keyed-groups';
import {
  compareText,
  compareVersions,
  type PackedPurchase,
  packOrder,
  packPixelPurchase,
} from '#core/training/packed-purchase';
import { People, type PersonKind } from '#core/training/people';
import { packSessions } from '#core/training/session-groups';
import type { IgnoredCounts, TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

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

const newestOf = <T>(values: readonly T[], timeOf: (value: T) => number): number =>
  values.reduce((newest, value) => Math.max(newest, timeOf(value)), 0);

/** Takes records in chunks of any size, so that a year of orders never stands in memory as objects. */
export class TrainingDataBuilder {
  readonly #productIds: readonly string[];
  readonly #itemOf: ReadonlyMap<string, number>;
  readonly #nowMs: number;
  readonly #windowDays: number;
  readonly #orders = new Map<string, PackedPurchase>();
  readonly #pixelPurchases = new Map<string, PackedPurchase>();
  /** A pixel does not say which lines came back, so a refunded purchase is left out as a whole. */
  readonly #refundedPixelOrders = new Set<string>();
  readonly #eventIds = new IdSet();
  readonly #sessions = new IdTable();
  /** By session number. */
  readonly #customerOfSession: (string | undefined)[] = [];
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
    this.#itemOf = new Map(this.#productIds.map((id, item) => [id, item]));
    this.#nowMs = epochMs(now);
    this.#windowDays = windowDays;
    if (Number.isNaN(this.#nowMs)) throw new RangeError(`now is not an ISO-8601 time: ${now}`);
    if (!(windowDays > 0)) throw new RangeError(`windowDays must be above 0, not ${windowDays}`);
  }

  addOrder(order: Order): void {
    const purchase = packOrder(order, this.#itemOf, this.#ignored);
    const known = this.#orders.get(order.orderId);
    if (known) this.#ignored.duplicates += 1;
    if (!known || compareVersions(purchase, known) > 0) this.#orders.set(order.orderId, purchase);
  }

  addEvent(event: ShopEvent): void {
    if (event.isBot) return;
    // The same event as core/events/event-identity says, without writing it down for every one.
    if (!this.#eventIds.add(event.sessionId, event.eventId)) {
      this.#ignored.duplicates += 1;
      return;
    }
    if (event.consent?.analytics === false || event.consent?.personalization === false) {
      this.#ignored.withoutConsent += 1;
      return;
    }
    if (event.type === 'purchase') this.#addPixelPurchase(event);
    else if (event.type === 'refund') this.#refundedPixelOrders.add(event.orderId ?? '');
    else this.#addSessionEvent(event);
  }

  finish(): TrainingData {
    const purchases = this.#validPurchases();
    const newestPurchaseAt = newestOf(purchases, ({ purchase }) => purchase.time);
    const newestVisitAt = this.#newestVisitAt();
    const newestAt = Math.max(newestPurchaseAt, newestVisitAt);
    const windowMs = this.#windowDays * dayMs;
    const inWindow = inTimeOrder(purchases.filter(({ purchase }) => purchase.time >= newestPurchaseAt - windowMs));
    this.#ignored.outsideWindow += purchases.length - inWindow.length;
    const people = new People();
    const itemCount = this.#productIds.length;
    const baskets = packBaskets(itemCount, inWindow, longestGroup.baskets, people);
    const customers = packCustomers(itemCount, inWindow, baskets.people, longestGroup.customers);
    const { log: sessions, outsideWindow } = this.#packSessions(newestVisitAt - windowMs, people);
    this.#ignored.outsideWindow += outsideWindow;
    return {
      productIds: this.#productIds,
      baskets,
      customers,
      sessions,
      peopleCount: people.size,
      newestAt,
      ignored: { ...this.#ignored },
    };
  }

  #addPixelPurchase(event: ShopEvent): void {
    const purchase = packPixelPurchase(event, this.#itemOf, this.#ignored);
    const key = event.orderId ?? `event:${event.eventId}`;
    const known = this.#pixelPurchases.get(key);
    if (!known || compareVersions(purchase, known) > 0) this.#pixelPurchases.set(key, purchase);
  }

  #addSessionEvent(event: ShopEvent): void {
    const weight = sessionWeights[event.type];
    if (weight === undefined || event.productId === undefined) return;
    const item = this.#itemOf.get(event.productId);
    const time = epochMs(event.occurredAt);
    if (item === undefined) this.#ignored.unknownProducts += 1;
    else if (!(time <= this.#nowMs)) this.#ignored.outsideWindow += 1;
    else {
      const session = this.#sessions.numberOf(event.sessionId);
      this.#columns.push(session, item, time, weight);
      if (session === this.#customerOfSession.length) this.#customerOfSession.push(undefined);
      if (event.customerId !== undefined) this.#learnCustomer(session, event.customerId);
    }
  }

  /** A session that turns out to be a customer's is theirs as a whole; of several, the smallest id. */
  #learnCustomer(session: number, customerId: string): void {
    const known = this.#customerOfSession[session];
    if (known === undefined || customerId < known) this.#customerOfSession[session] = customerId;
  }

  /** Server orders outrank pixel purchases of the same order. */
  #validPurchases(): NamedPurchase[] {
    const pixel = [...this.#pixelPurchases].filter(
      ([orderId]) => !this.#orders.has(orderId) && !this.#refundedPixelOrders.has(orderId),
    );
    const valid: NamedPurchase[] = [];
    for (const [orderId, purchase] of [...this.#orders, ...pixel]) {
      if (purchase.cancelled) this.#ignored.cancelledOrders += 1;
      else if (!(purchase.time <= this.#nowMs)) this.#ignored.outsideWindow += 1;
      else if (purchase.items.length > 0) {
        const [personKind, personId] = this.#buyerOf(orderId, purchase);
        valid.push({ orderId, personKind, personId, purchase });
      }
    }
    return valid;
  }

  #packSessions(oldestAt: number, people: People): ReturnType<typeof packSessions> {
    const sessions = this.#sessions;
    const personOf = (session: number): number => {
      const customer = this.#customerOfSession[session];
      return customer === undefined
        ? people.numberOnce('session', sessions.idOf(session))
        : people.numberOf('customer', customer);
    };
    const packing = { itemCount: this.#productIds.length, sessions, personOf, oldestAt };
    return packSessions(this.#columns, { ...packing, longest: longestGroup.sessions });
  }

  #newestVisitAt(): number {
    let newest = 0;
    for (let event = 0; event < this.#columns.size; event += 1) newest = Math.max(newest, this.#columns.time(event));
    return newest;
  }

  #buyerOf(orderId: string, { customerId, sessionId }: PackedPurchase): [PersonKind, string] {
    if (customerId !== undefined) return ['customer', customerId];
    if (sessionId === undefined) return ['order', orderId];
    const customer = this.#customerOfSession[this.#sessions.find(sessionId)];
    return customer === undefined ? ['session', sessionId] : ['customer', customer];
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
