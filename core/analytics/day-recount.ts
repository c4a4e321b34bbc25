/**
 * A recount of one store day from an archive that is too large to hold: read twice. The first reading, of the UTC days
 * that the store's day lies in, notes which events came in on the day; the second, of all days in order from the first on
 * which one of them may have come before, counts each where it came first, and keeps what orders are credited to.
 *
 * Identities are noted as 53-bit hashes: of a million events two fall together once in some 18,000 nights. Memory: 40
 * bytes for each event of the day, and the touches and purchases of all days. O(events).
 */
import { type RecordedTerms, recountOrders } from '#core/analytics/recount';
import { type RollUpRow, sumRows } from '#core/analytics/roll-up';
import { rollUpEvents, rollUpSessionDays } from '#core/analytics/roll-up-events';
import { touchOf } from '#core/attribution/touch';
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent } from '#core/events/shop-event';
import { murmurHash } from '#core/experiments/murmur-hash';
import type { Order } from '#core/orders/order';
import { storeDayOf } from '#core/time/store-day';

/** Events that are rolled up together: enough to make sums worth their while. */
const chunkSize = 5_000;

const hashOf = (event: ShopEvent): number => {
  const identity = eventIdentity(event);
  return (murmurHash(identity, 1) & 0x1fffff) * 0x1_0000_0000 + murmurHash(identity, 2);
};

export class DayRecount {
  readonly date: string;
  readonly timeZone: string;
  private readonly open = new Set<number>();
  private readonly sessions = new Set<string>();
  private readonly kept: ShopEvent[] = [];
  /** What came first of each identity in the hour that is read just now. */
  private readonly firstOfHour = new Map<number, ShopEvent>();
  private hour = '';
  private chunk: ShopEvent[] = [];
  private rows: RollUpRow[] = [];
  private counted = 0;

  constructor(date: string, timeZone: string) {
    this.date = date;
    this.timeZone = timeZone;
  }

  /** First reading. */
  note(event: ShopEvent): void {
    if (!event.isBot && this.isOfDay(event)) this.open.add(hashOf(event));
  }

  /** Second reading, in the order of the hours of receipt; within an hour events may come in any order. */
  add({ context: _context, ...event }: ShopEvent): void {
    if (event.isBot) return;
    if (touchOf(event, { viewWindowHours: 1 }) || event.type === 'purchase') this.kept.push(event);
    const hour = event.receivedAt.slice(0, 13);
    if (hour !== this.hour) this.endHour();
    this.hour = hour;
    const id = hashOf(event);
    const first = this.firstOfHour.get(id);
    if (this.open.has(id) && (!first || event.receivedAt < first.receivedAt)) this.firstOfHour.set(id, event);
  }

  /** To be called after the last event of the second reading. */
  endHour(): void {
    for (const [id, event] of this.firstOfHour) if (this.open.delete(id) && this.isOfDay(event)) this.count(event);
    this.firstOfHour.clear();
  }

  /** Events of the day that the first reading found. */
  get noted(): number {
    return this.open.size;
  }

  /** Events of shoppers that came in on the day, each once. */
  get events(): number {
    return this.counted;
  }

  /** Orders that pages told of, as bought on the day. */
  purchasedIds(): string[] {
    const bought = this.kept.filter(({ type, occurredAt }) => type === 'purchase' && this.isDayOf(occurredAt));
    return [...new Set(bought.flatMap(({ orderId }) => orderId ?? []))];
  }

  /** What the events of the day count. */
  eventRows(): RollUpRow[] {
    const sessionDays = Array.from(this.sessions, () => this.date);
    return sumRows([...this.rows, ...rollUpEvents(this.chunk, this.timeZone), ...rollUpSessionDays(sessionDays)]);
  }

  /** What the orders of the day count. @param orders newest versions; those of other days count nothing here */
  orderRows(orders: readonly Order[], recorded: (orderId: string) => RecordedTerms): RollUpRow[] {
    return recountOrders(this.kept, orders, recorded).filter(({ date }) => date === this.date);
  }

  private isDayOf(instant: string): boolean {
    return storeDayOf(instant, this.timeZone) === this.date;
  }

  private isOfDay({ receivedAt }: ShopEvent): boolean {
    return this.isDayOf(receivedAt);
  }

  private count(event: ShopEvent): void {
    this.counted += 1;
    this.sessions.add(event.sessionId);
    this.chunk.push(event);
    if (this.chunk.length < chunkSize) return;
    this.rows = sumRows([...this.rows, ...rollUpEvents(this.chunk, this.timeZone)]);
    this.chunk = [];
  }
}
