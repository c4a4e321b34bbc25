import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Postings } from '#core/similarity/postings';

/**
 * How many groups hold an item together with each other one, one item at a time: O(Σ length of its groups), over scratch
 * memory that all items share. What repeats in a group counts once.
 */
export class MeetingCounter {
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  readonly #counts: Int32Array;
  readonly #lastGroup: Int32Array;

  constructor(log: GroupedLog, postings: Postings) {
    this.#log = log;
    this.#postings = postings;
    this.#counts = new Int32Array(log.itemCount);
    this.#lastGroup = new Int32Array(log.itemCount).fill(-1);
  }

  /** Groups with both, per item that the source met, in the order of meeting. */
  of(source: number): Map<number, number> {
    const { offsets, entries, groupOf } = this.#postings;
    const met: number[] = [];
    let previous = -1;
    for (let posting = offsets[source]!; posting < offsets[source + 1]!; posting += 1) {
      const group = groupOf[entries[posting]!]!;
      if (group !== previous) this.#countGroup(group, source, met);
      previous = group;
    }
    const counted = new Map(met.map((item) => [item, this.#counts[item]!]));
    for (const item of met) {
      this.#counts[item] = 0;
      this.#lastGroup[item] = -1;
    }
    return counted;
  }

  #countGroup(group: number, source: number, met: number[]): void {
    for (let entry = this.#log.offsets[group]!; entry < this.#log.offsets[group + 1]!; entry += 1) {
      const item = this.#log.items[entry]!;
      if (item === source || this.#lastGroup[item] === group) continue;
      if (this.#counts[item] === 0) met.push(item);
      this.#lastGroup[item] = group;
      this.#counts[item]! += 1;
    }
  }
}
