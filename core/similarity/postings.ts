import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';

/** A log seen from its items: where each item occurs. */
export interface Postings {
  /** Item i occurs at the entries `entries[offsets[i]] … entries[offsets[i + 1] − 1]`, ascending. */
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
  /** Group per entry. */
  readonly groupOf: Int32Array;
  /** Groups per item; an item that repeats in a group counts once. */
  readonly support: Int32Array;
}

/** Inverts a log by counting sort: O(entries + items). */
export const invertLog = (log: GroupedLog): Postings => {
  const offsets = new Int32Array(log.itemCount + 1);
  for (const item of log.items) offsets[item + 1]! += 1;
  for (let item = 0; item < log.itemCount; item += 1) offsets[item + 1]! += offsets[item]!;
  const next = offsets.slice();
  const entries = new Int32Array(log.items.length);
  const groupOf = new Int32Array(log.items.length);
  const support = new Int32Array(log.itemCount);
  const lastGroup = new Int32Array(log.itemCount).fill(-1);
  for (let group = 0; group < groupCount(log); group += 1) {
    for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
      const item = log.items[entry]!;
      entries[next[item]!++] = entry;
      groupOf[entry] = group;
      if (lastGroup[item] !== group) support[item]! += 1;
      lastGroup[item] = group;
    }
  }
  return { offsets, entries, groupOf, support };
};

/** Whether any group holds an item more than once. */
export const hasRepeats = ({ entries, support }: Postings): boolean => {
  let groups = 0;
  for (const count of support) groups += count;
  return groups < entries.length;
};
