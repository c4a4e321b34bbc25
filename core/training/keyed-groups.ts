/** Purchases as logs: one group an order, and one a person. O(lines + orders · log of those of one moment). */
import { type GroupedLog, groupTime } from '#core/similarity/grouped-log';
import type { PurchaseColumns } from '#core/training/purchase-columns';
import { timeOrder } from '#core/training/time-order';

/** Purchases, each of which holds at least one item, as rows of their columns. */
export interface PurchaseRows {
  readonly itemCount: number;
  readonly columns: PurchaseColumns;
  readonly rows: Int32Array;
  /** Entries kept per group, the newest. */
  readonly longest: number;
}

const emptyLog = (itemCount: number, groups: number, entries: number): GroupedLog => ({
  itemCount,
  offsets: new Int32Array(groups + 1),
  items: new Int32Array(entries),
  times: new Float64Array(entries),
  weights: new Float32Array(entries),
  people: new Int32Array(groups),
});

/** Rows in time order, equal times as `compareEqual` orders two rows. */
export const inTimeOrder = (
  columns: PurchaseColumns,
  rows: Int32Array,
  compareEqual: (a: number, b: number) => number,
): Int32Array => {
  const times = Float64Array.from(rows, (row) => columns.time(row));
  return timeOrder(times, (a, b) => compareEqual(rows[a]!, rows[b]!)).map((index) => rows[index]!);
};

const linesOf = (columns: PurchaseColumns, row: number): number => columns.firstLine(row + 1) - columns.firstLine(row);

/**
 * One group per purchase.
 * @param purchases in time order.
 * @param personOf a row; asked once per purchase, in their order.
 */
export const packBaskets = (
  { itemCount, columns, rows, longest }: PurchaseRows,
  personOf: (row: number) => number,
): GroupedLog => {
  const entries = rows.reduce((sum, row) => sum + Math.min(longest, linesOf(columns, row)), 0);
  const log = emptyLog(itemCount, rows.length, entries);
  let end = 0;
  rows.forEach((row, group) => {
    const to = columns.firstLine(row + 1);
    for (let line = Math.max(columns.firstLine(row), to - longest); line < to; line += 1) {
      log.items[end] = columns.item(line);
      log.times[end] = columns.time(row);
      log.weights[end] = columns.units(line);
      end += 1;
    }
    log.people[group] = personOf(row);
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
  add(columns: PurchaseColumns, row: number): void {
    const time = columns.time(row);
    for (let line = columns.firstLine(row); line < columns.firstLine(row + 1); line += 1) {
      const place = this.#placeOf[columns.item(line)]! - 1;
      if (place >= 0) this.units[place]! += columns.units(line);
      else this.#append(columns.item(line), time, columns.units(line));
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
  { itemCount, columns, rows, longest }: PurchaseRows,
  persons: Int32Array,
  personCount: number,
): GroupedLog => {
  const lines = rows.reduce((sum, row) => sum + linesOf(columns, row), 0);
  const log = emptyLog(itemCount, personCount, lines);
  const { offsets, order } = byPerson(persons, personCount);
  const purse = new Purse(itemCount);
  for (let person = 0; person < personCount; person += 1) {
    for (let at = offsets[person]!; at < offsets[person + 1]!; at += 1) purse.add(columns, rows[order[at]!]!);
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
 * One group per person, in time order of what they bought last for the first time.
 * @param purchases in time order; @param persons of each purchase, numbers from 0 without a gap.
 * @param comparePersons orders those of one time.
 */
export const packCustomers = (
  purchases: PurchaseRows,
  persons: Int32Array,
  comparePersons: (a: number, b: number) => number,
): GroupedLog => {
  const personCount = persons.reduce((most, person) => Math.max(most, person + 1), 0);
  const log = pursesOf(purchases, persons, personCount);
  const newest = Float64Array.from({ length: personCount }, (_, person) => groupTime(log, person));
  return reordered(log, timeOrder(newest, comparePersons));
};
