/**
 * Orders and events → integer logs. Records may come in any order and any number of times; the result is the same.
 * Memory: some 50 bytes an order plus 12 a line, 24 bytes an event plus its id. Time: O(records · log records).
 */
import type { Product } from '#core/catalog/product';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import { keptQuantity, type Order } from '#core/orders/order';
import { type GroupedLog, type LogGroup, packGroups } from '#core/similarity/grouped-log';
import { EventColumns } from '#core/training/event-columns';
import type { IgnoredCounts, TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

/** More products in one group than this are a robot or a wholesaler's whole range; the newest are kept. */
export const longestGroup = { baskets: 2000, customers: 2000, sessions: 500 } as const;

/** What a session event is worth; other types say nothing about a session. */
const sessionWeights: Partial<Record<ShopEventType, number>> = {
  product_view: 1,
  recommendation_click: 1,
  add_to_cart: 2,
  recommendation_add_to_cart: 2,
};

export interface TrainingWindow {
  /** ISO-8601 UTC; what claims to be newer is left out. */
  readonly now: string;
  /** Days back from the newest interaction, > 0. */
  readonly windowDays: number;
}

/** A purchase with its lines packed; the same shape for server orders and pixel purchases. */
interface PackedPurchase {
  readonly updatedAt: string;
  readonly cancelled: boolean;
  readonly time: number;
  readonly customerId?: string;
  readonly sessionId?: string;
  readonly items: Int32Array;
  readonly units: Float32Array;
}

interface KeyedGroup extends LogGroup {
  readonly key: string;
  readonly personKey: string;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const compareArrays = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
};

/** Newest version of an order; of two with equal times, one that does not depend on which came first. */
const comparePurchases = (a: PackedPurchase, b: PackedPurchase): number =>
  compareText(a.updatedAt, b.updatedAt) ||
  Number(a.cancelled) - Number(b.cancelled) ||
  a.time - b.time ||
  compareArrays(a.items, b.items) ||
  compareArrays(a.units, b.units) ||
  compareText(a.customerId ?? '', b.customerId ?? '') ||
  compareText(a.sessionId ?? '', b.sessionId ?? '');

const newestTime = (group: LogGroup): number => group.times[group.times.length - 1] ?? 0;

const byTimeThenKey = (a: KeyedGroup, b: KeyedGroup): number =>
  newestTime(a) - newestTime(b) || compareText(a.key, b.key);

const newestOf = (group: KeyedGroup, most: number): KeyedGroup => {
  if (group.items.length <= most) return group;
  const tail = (values: ArrayLike<number>): number[] => Array.from(values).slice(-most);
  return { ...group, items: tail(group.items), times: tail(group.times), weights: tail(group.weights) };
};

/** Takes records in chunks of any size, so that a year of orders never stands in memory as objects. */
export class TrainingDataBuilder {
  readonly #productIds: readonly string[];
  readonly #itemOf: ReadonlyMap<string, number>;
  readonly #nowMs: number;
  readonly #windowDays: number;
  readonly #orders = new Map<string, PackedPurchase>();
  readonly #pixelPurchases = new Map<string, PackedPurchase>();
  readonly #refundedPixelOrders = new Set<string>();
  readonly #eventIds = new Set<string>();
  readonly #sessionNumbers = new Map<string, number>();
  readonly #customerOfSession = new Map<string, string>();
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
    this.#nowMs = Date.parse(now);
    this.#windowDays = windowDays;
    if (Number.isNaN(this.#nowMs)) throw new RangeError(`now is not an ISO-8601 time: ${now}`);
    if (!(windowDays > 0)) throw new RangeError(`windowDays must be above 0, not ${windowDays}`);
  }

  addOrder(order: Order): void {
    const purchase = this.#packOrder(order);
    const known = this.#orders.get(order.orderId);
    if (known) this.#ignored.duplicates += 1;
    if (!known || comparePurchases(purchase, known) > 0) this.#orders.set(order.orderId, purchase);
  }

  addEvent(event: ShopEvent): void {
    if (this.#eventIds.has(event.eventId)) {
      this.#ignored.duplicates += 1;
      return;
    }
    this.#eventIds.add(event.eventId);
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
    const newestAt = this.#newestAt(purchases);
    const oldestAt = newestAt - this.#windowDays * dayMs;
    const inWindow = purchases.filter(([, { time }]) => time >= oldestAt);
    this.#ignored.outsideWindow += purchases.length - inWindow.length;
    const people = new Map<string, number>();
    const baskets = this.#pack(this.#basketGroups(inWindow), longestGroup.baskets, people);
    const customers = this.#pack(this.#customerGroups(inWindow), longestGroup.customers, people);
    const sessions = this.#pack(this.#sessionGroups(oldestAt), longestGroup.sessions, people);
    const { size: peopleCount } = people;
    return {
      productIds: this.#productIds,
      baskets,
      customers,
      sessions,
      peopleCount,
      newestAt,
      ignored: { ...this.#ignored },
    };
  }

  #packOrder(order: Order): PackedPurchase {
    const unitsOf = new Map<number, number>();
    for (const line of order.lines) {
      const item = this.#itemOf.get(line.productId);
      const units = keptQuantity(line);
      if (item === undefined) this.#ignored.unknownProducts += 1;
      else if (units === 0) this.#ignored.refundedLines += 1;
      else unitsOf.set(item, (unitsOf.get(item) ?? 0) + units);
    }
    const items = Int32Array.from(unitsOf.keys()).sort();
    return {
      updatedAt: order.updatedAt,
      cancelled: order.status === 'cancelled',
      time: Date.parse(order.orderedAt),
      customerId: order.customerId,
      sessionId: order.sessionId,
      items,
      units: Float32Array.from(items, (item) => unitsOf.get(item)!),
    };
  }

  #addPixelPurchase(event: ShopEvent): void {
    const ids = event.productIds ?? (event.productId === undefined ? [] : [event.productId]);
    const known = ids.map((id) => this.#itemOf.get(id)).filter((item) => item !== undefined);
    this.#ignored.unknownProducts += ids.length - known.length;
    const items = Int32Array.from(new Set(known)).sort();
    const purchase: PackedPurchase = {
      updatedAt: event.occurredAt,
      cancelled: false,
      time: Date.parse(event.occurredAt),
      customerId: event.customerId,
      sessionId: event.sessionId,
      items,
      units: new Float32Array(items.length).fill(1),
    };
    const key = event.orderId ?? `event:${event.eventId}`;
    const before = this.#pixelPurchases.get(key);
    if (!before || comparePurchases(purchase, before) > 0) this.#pixelPurchases.set(key, purchase);
  }

  #addSessionEvent(event: ShopEvent): void {
    const weight = sessionWeights[event.type];
    if (weight === undefined || event.productId === undefined) return;
    const item = this.#itemOf.get(event.productId);
    const time = Date.parse(event.occurredAt);
    if (item === undefined) this.#ignored.unknownProducts += 1;
    else if (!(time <= this.#nowMs)) this.#ignored.outsideWindow += 1;
    else {
      const session = this.#sessionNumbers.get(event.sessionId) ?? this.#sessionNumbers.size;
      this.#sessionNumbers.set(event.sessionId, session);
      this.#columns.push(session, item, time, weight);
      this.#learnCustomer(event);
    }
  }

  /** A session that turns out to be a customer's is theirs as a whole; of several, the smallest id. */
  #learnCustomer({ sessionId, customerId }: ShopEvent): void {
    if (customerId === undefined) return;
    const known = this.#customerOfSession.get(sessionId);
    if (known === undefined || customerId < known) this.#customerOfSession.set(sessionId, customerId);
  }

  /** Server orders outrank pixel purchases of the same order. */
  #validPurchases(): [string, PackedPurchase][] {
    const pixel = [...this.#pixelPurchases].filter(
      ([orderId]) => !this.#orders.has(orderId) && !this.#refundedPixelOrders.has(orderId),
    );
    const valid: [string, PackedPurchase][] = [];
    for (const [orderId, purchase] of [...this.#orders, ...pixel]) {
      if (purchase.cancelled) this.#ignored.cancelledOrders += 1;
      else if (!(purchase.time <= this.#nowMs)) this.#ignored.outsideWindow += 1;
      else if (purchase.items.length > 0) valid.push([orderId, purchase]);
    }
    return valid;
  }

  #newestAt(purchases: readonly [string, PackedPurchase][]): number {
    let newest = 0;
    for (const [, { time }] of purchases) newest = Math.max(newest, time);
    for (let event = 0; event < this.#columns.size; event += 1) newest = Math.max(newest, this.#columns.time(event));
    return newest;
  }

  #personKey({ customerId, sessionId }: Pick<PackedPurchase, 'customerId' | 'sessionId'>, otherwise: string): string {
    const customer = customerId ?? (sessionId === undefined ? undefined : this.#customerOfSession.get(sessionId));
    if (customer !== undefined) return `customer:${customer}`;
    return sessionId === undefined ? otherwise : `session:${sessionId}`;
  }

  #basketGroups(purchases: readonly [string, PackedPurchase][]): KeyedGroup[] {
    return purchases.map(([orderId, purchase]) => ({
      key: orderId,
      personKey: this.#personKey(purchase, `order:${orderId}`),
      person: -1,
      items: purchase.items,
      times: new Float64Array(purchase.items.length).fill(purchase.time),
      weights: purchase.units,
    }));
  }

  #customerGroups(purchases: readonly [string, PackedPurchase][]): KeyedGroup[] {
    const boughtBy = new Map<string, Map<number, { time: number; units: number }>>();
    for (const [orderId, { items, units, time, ...who }] of purchases) {
      const key = this.#personKey(who, `order:${orderId}`);
      const bought = boughtBy.get(key) ?? new Map<number, { time: number; units: number }>();
      boughtBy.set(key, bought);
      items.forEach((item, line) => {
        const before = bought.get(item);
        bought.set(item, { time: Math.max(time, before?.time ?? time), units: units[line]! + (before?.units ?? 0) });
      });
    }
    return Array.from(boughtBy, ([key, bought]): KeyedGroup => {
      const sorted = [...bought].sort(([itemA, a], [itemB, b]) => a.time - b.time || itemA - itemB);
      return {
        key,
        personKey: key,
        person: -1,
        items: sorted.map(([item]) => item),
        times: sorted.map(([, { time }]) => time),
        weights: sorted.map(([, { units }]) => units),
      };
    });
  }

  #sessionGroups(oldestAt: number): KeyedGroup[] {
    const sessionIds = [...this.#sessionNumbers.keys()];
    return this.#columns.bySession(sessionIds.length).map((events, session): KeyedGroup => {
      const sessionId = sessionIds[session]!;
      const kept = events.filter((event) => this.#columns.time(event) >= oldestAt);
      this.#ignored.outsideWindow += events.length - kept.length;
      const personKey = this.#personKey({ sessionId }, sessionId);
      return { key: sessionId, personKey, person: -1, ...this.#withoutRepeats(kept) };
    });
  }

  /** A view followed by an add to cart of the same product is one step of the session. */
  #withoutRepeats(events: Int32Array): Omit<LogGroup, 'person'> {
    const items: number[] = [];
    const times: number[] = [];
    const weights: number[] = [];
    for (const event of events) {
      const last = items.length - 1;
      if (items[last] === this.#columns.item(event)) {
        weights[last] = Math.max(weights[last]!, this.#columns.weight(event));
        continue;
      }
      items.push(this.#columns.item(event));
      times.push(this.#columns.time(event));
      weights.push(this.#columns.weight(event));
    }
    return { items, times, weights };
  }

  #pack(groups: KeyedGroup[], longest: number, people: Map<string, number>): GroupedLog {
    const ordered = groups.filter(({ items }) => items.length > 0).sort(byTimeThenKey);
    const numbered = ordered.map((group): LogGroup => {
      const person = people.get(group.personKey) ?? people.size;
      people.set(group.personKey, person);
      return { ...newestOf(group, longest), person };
    });
    return packGroups(this.#productIds.length, numbered);
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
