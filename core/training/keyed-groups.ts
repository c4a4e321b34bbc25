/** Purchases as logs: one group an order, and one a person. O(lines + orders · log of those of one moment). */
import type { GroupedLog } from '#core/similarity/grouped-log';
import { compareText, type PackedPurchase } from '#core/training/packed-purchase';
import type { People, PersonKind } from '#core/training/people';
import { timeOrder } from '#core/training/time-order';

/** A purchase, which holds at least one item, with its id and who made it. */
export interface NamedPurchase {
  readonly orderId: string;
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly purchase: PackedPurchase;
}

const emptyLog = (itemCount: number, groups: number, entries: number): GroupedLog => ({
  itemCount,
  offsets: new Int32Array(groups + 1),
  items: new Int32Array(entries),
  times: new Float64Array(entries),
  weights: new Float32Array(entries),
  people: new Int32Array(groups),
});

/** Purchases in time order, equal times by id. */
export const inTimeOrder = (purchases: readonly NamedPurchase[]): NamedPurchase[] => {
  const times = Float64Array.from(purchases, ({ purchase }) => purchase.time);
  const order = timeOrder(times, (a, b) => compareText(purchases[a]!.orderId, purchases[b]!.orderId));
  return Array.from(order, (index) => purchases[index]!);
};

/**
 * One group per order.
 * @param purchases in time order.
 * @param longest entries kept per group, the newest.
 * @param people grows.
 */
export const packBaskets = (
  itemCount: number,
  purchases: readonly NamedPurchase[],
  longest: number,
  people: People,
): GroupedLog => {
  const entries = purchases.reduce((sum, { purchase }) => sum + Math.min(longest, purchase.items.length), 0);
  const log = emptyLog(itemCount, purchases.length, entries);
  let end = 0;
  purchases.forEach(({ personKind, personId, purchase }, group) => {
    const { items, units, time } = purchase;
    for (let line = Math.max(0, items.length - longest); line < items.length; line += 1) {
      log.items[end] = items[line]!;
      log.times[end] = time;
      log.weights[end] = units[line]!;
      end += 1;
    }
    log.people[group] = people.numberOf(personKind, personId);
    log.offsets[group + 1] = end;
  });
  return log;
};

/** Purchases by person: those of person p at `offsets[p] … offsets[p + 1] − 1`, in time order. */
const byPerson = (persons: Int32Array, personCount: number): { offsets: Int32Array; order: Int32Array } => {
  const offsets = new Int32Array(personCount + 1);
  for (const person of persons) offsets[person + 1]! += 1;
  for (let person = 0; person < personCount; person += 1) offsets[person + 1]! += offsets[person]!;
  const next = offsets.slice();
  const order = new Int32Array(persons.length);
  persons.forEach((person, purchase) => {
    order[next[person]!++] = purchase;
  });
  return { offsets, order };
};

/** Everything that one person bought, each product once, at the time it was first bought, with all units. */
class Purse {
  readonly items: number[] = [];
  readonly times: number[] = [];
  readonly units: number[] = [];
  /** One more than the place of each item. */
  readonly #placeOf: Int32Array;

  constructor(itemCount: number) {
    this.#placeOf = new Int32Array(itemCount);
  }

  /** Must follow one another in time. */
  add({ items, units, time }: PackedPurchase): void {
    for (let line = 0; line < items.length; line += 1) {
      const place = this.#placeOf[items[line]!]! - 1;
      if (place >= 0) this.units[place]! += units[line]!;
      else this.#append(items[line]!, time, units[line]!);
    }
  }

  clear(): void {
    for (const item of this.items) this.#placeOf[item] = 0;
    for (const list of [this.items, this.times, this.units]) list.length = 0;
  }

  #append(item: number, time: number, units: number): void {
    this.items.push(item);
    this.times.push(time);
    this.units.push(units);
    this.#placeOf[item] = this.items.length;
  }
}

/** Groups in the order of persons, before they are put in time order. */
const pursesOf = (
  itemCount: number,
  purchases: readonly NamedPurchase[],
  persons: Int32Array,
  personCount: number,
  longest: number,
): GroupedLog => {
  const lines = purchases.reduce((sum, { purchase }) => sum + purchase.items.length, 0);
  const log = emptyLog(itemCount, personCount, lines);
  const { offsets, order } = byPerson(persons, personCount);
  const purse = new Purse(itemCount);
  for (let person = 0; person < personCount; person += 1) {
    for (let at = offsets[person]!; at < offsets[person + 1]!; at += 1) purse.add(purchases[order[at]!]!.purchase);
    let end = log.offsets[person]!;
    for (let place = Math.max(0, purse.items.length - longest); place < purse.items.length; place += 1) {
      log.items[end] = purse.items[place]!;
      log.times[end] = purse.times[place]!;
      log.weights[end] = purse.units[place]!;
      end += 1;
    }
    log.offsets[person + 1] = end;
    log.people[person] = person;
    purse.clear();
  }
  return log;
};

/** The groups of a log in another order. */
const reordered = (log: GroupedLog, order: Int32Array): GroupedLog => {
  const sorted = emptyLog(log.itemCount, order.length, log.offsets[order.length]!);
  let end = 0;
  order.forEach((group, place) => {
    for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
      sorted.items[end] = log.items[entry]!;
      sorted.times[end] = log.times[entry]!;
      sorted.weights[end] = log.weights[entry]!;
      end += 1;
    }
    sorted.people[place] = log.people[group]!;
    sorted.offsets[place + 1] = end;
  });
  return sorted;
};

/**
 * One group per person, in time order of what they bought last for the first time, equal times by kind and id.
 * @param purchases in time order; @param persons of each purchase, numbers from 0 without a gap.
 * @param longest entries kept per group, the newest.
 */
export const packCustomers = (
  itemCount: number,
  purchases: readonly NamedPurchase[],
  persons: Int32Array,
  longest: number,
): GroupedLog => {
  const personCount = persons.reduce((most, person) => Math.max(most, person + 1), 0);
  const log = pursesOf(itemCount, purchases, persons, personCount, longest);
  const names: NamedPurchase[] = [];
  persons.forEach((person, purchase) => {
    names[person] = purchases[purchase]!;
  });
  const newest = Float64Array.from({ length: personCount }, (_, person) => log.times[log.offsets[person + 1]! - 1]!);
  const order = timeOrder(
    newest,
    (a, b) =>
      compareText(names[a]!.personKind, names[b]!.personKind) || compareText(names[a]!.personId, names[b]!.personId),
  );
  return reordered(log, order);
};
