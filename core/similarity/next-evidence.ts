/**
 * Exact counts of what is looked at next: in how many sessions a candidate is the first other product after the source.
 * O(entries of the source) a product, besides runs of the source itself; memory O(items) for all of them.
 */
import type { GroupedLog } from '#core/similarity/grouped-log';
import { fewestQuotablePeople } from '#core/similarity/pair-evidence';
import { invertLog, type Postings } from '#core/similarity/postings';

export class NextCounter {
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  /** Slot + 1 of each candidate in the list being counted. */
  readonly #slotOf: Int32Array;

  constructor(log: GroupedLog) {
    this.#log = log;
    this.#postings = invertLog(log);
    this.#slotOf = new Int32Array(log.itemCount);
  }

  /**
   * @param candidates distinct item numbers
   * @returns sessions per candidate; 0 where fewer than five distinct people are behind them
   */
  count(source: number, candidates: ArrayLike<number>): Int32Array {
    for (let slot = 0; slot < candidates.length; slot += 1) this.#slotOf[candidates[slot]!] = slot + 1;
    const counts = new Int32Array(candidates.length);
    const lastGroup = new Int32Array(candidates.length).fill(-1);
    const people = Array.from(counts, () => new Set<number>());
    const { offsets, entries, groupOf } = this.#postings;
    for (let posting = offsets[source]!; posting < offsets[source + 1]!; posting += 1) {
      const group = groupOf[entries[posting]!]!;
      const slot = this.#slotAfter(source, entries[posting]!, group);
      if (slot < 0 || lastGroup[slot] === group) continue;
      lastGroup[slot] = group;
      counts[slot]! += 1;
      if (people[slot]!.size < fewestQuotablePeople) people[slot]!.add(this.#log.people[group]!);
    }
    for (let slot = 0; slot < candidates.length; slot += 1) this.#slotOf[candidates[slot]!] = 0;
    return counts.map((count, slot) => (people[slot]!.size < fewestQuotablePeople ? 0 : count));
  }

  /** Slot of the first other product after an entry; −1 when there is none or it is no candidate. */
  #slotAfter(source: number, entry: number, group: number): number {
    const { items, offsets } = this.#log;
    for (let next = entry + 1; next < offsets[group + 1]!; next += 1) {
      if (items[next] !== source) return this.#slotOf[items[next]!]! - 1;
    }
    return -1;
  }
}
