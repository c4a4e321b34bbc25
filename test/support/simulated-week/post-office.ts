import type { EventInput } from '#contracts/api/events';
import type { Random } from '#local/demo/random';
import type { Happening, OrderAct } from '#test/support/simulated-week/week-truth';

/** A copy of an event on its way: copies of one posting are the same event. */
export interface Posting {
  readonly happening: Happening;
  hasCome: boolean;
}

/** A happening as it is sent at a moment: who has a wrong clock says when that is by it. */
export const wireAt = ({ wire, clockAheadMs }: Happening, sentMs: number): EventInput =>
  clockAheadMs === undefined ? wire : { ...wire, sentAt: new Date(sentMs + clockAheadMs).toISOString() };

export const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** Letters by the moment at which they are sent. */
export class PostOffice {
  readonly #events: Posting[][];
  readonly #orders: OrderAct[][];
  readonly #random: Random;

  constructor(moments: number, random: Random) {
    this.#events = Array.from({ length: moments }, () => []);
    this.#orders = Array.from({ length: moments }, () => []);
    this.#random = random;
  }

  /** A page sends at once, or is offline for up to four days; two more copies come then, or later. */
  post(happening: Happening, moment: number): void {
    const random = this.#random;
    const isLate = random.chance(0.08);
    const first = isLate ? moment + 1 + random.below(20) : moment;
    const copies = [0, 1].map(() => first + (random.chance(0.3) ? random.below(10) : 0));
    this.postAt(happening, [first, ...copies]);
  }

  /** What would come after the end of the week comes at its last moment. */
  postAt(happening: Happening, moments: readonly number[]): void {
    const posting = { happening, hasCome: false };
    for (const moment of moments) this.#events[Math.min(moment, this.#events.length - 1)]!.push(posting);
  }

  /** A server tells its acts in order, the first one mostly at once. */
  postOrder(acts: readonly OrderAct[], moment: number): void {
    let at = this.#random.chance(0.8) ? moment : moment + 1 + this.#random.below(3);
    for (const act of acts) {
      this.#orders[Math.min(at, this.#orders.length - 1)]!.push(act);
      at += this.#random.below(4);
    }
  }

  /** Events of a moment out of order. */
  eventsOf(moment: number): Posting[] {
    return shuffled(this.#events[moment]!, this.#random);
  }

  ordersOf(moment: number): readonly OrderAct[] {
    return this.#orders[moment]!;
  }
}
