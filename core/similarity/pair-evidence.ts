/**
 * Exact counts for the pairs that a model chose: how many groups hold both, and whether at least five distinct people
 * stand behind them. O(Σ_g |g|²) in the worst case, without any pair matrix.
 */
import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Postings } from '#core/similarity/postings';

/** Fewer distinct people than this are never quoted. */
export const fewestQuotablePeople = 5;

export interface PairEvidence {
  /** Groups that hold the source and the candidate, per candidate. */
  readonly counts: Int32Array;
  /** 1 where fewer than five distinct people are behind the count. */
  readonly fewPeople: Uint8Array;
}

export class EvidenceCounter {
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  /** Slot + 1 of each candidate in the list being counted. */
  readonly #slotOf: Int32Array;

  constructor(log: GroupedLog, postings: Postings) {
    this.#log = log;
    this.#postings = postings;
    this.#slotOf = new Int32Array(log.itemCount);
  }

  count(source: number, candidates: Int32Array): PairEvidence {
    candidates.forEach((item, slot) => {
      this.#slotOf[item] = slot + 1;
    });
    const tally = new Tally(candidates.length);
    const { offsets, entries, groupOf } = this.#postings;
    let previous = -1;
    for (let posting = offsets[source]!; posting < offsets[source + 1]!; posting += 1) {
      const group = groupOf[entries[posting]!]!;
      if (group !== previous) this.#countGroup(group, tally);
      previous = group;
    }
    for (const item of candidates) this.#slotOf[item] = 0;
    return tally.result();
  }

  #countGroup(group: number, tally: Tally): void {
    const { items, offsets, people } = this.#log;
    for (let entry = offsets[group]!; entry < offsets[group + 1]!; entry += 1) {
      const slot = this.#slotOf[items[entry]!]!;
      if (slot > 0) tally.add(slot - 1, group, people[group]!);
    }
  }
}

class Tally {
  readonly #counts: Int32Array;
  readonly #lastGroup: Int32Array;
  /** The first distinct people of each slot, at most `fewestQuotablePeople`. */
  readonly #people: Int32Array;
  readonly #peopleCount: Uint8Array;

  constructor(slots: number) {
    this.#counts = new Int32Array(slots);
    this.#lastGroup = new Int32Array(slots).fill(-1);
    this.#people = new Int32Array(slots * fewestQuotablePeople);
    this.#peopleCount = new Uint8Array(slots);
  }

  add(slot: number, group: number, person: number): void {
    if (this.#lastGroup[slot] === group) return;
    this.#lastGroup[slot] = group;
    this.#counts[slot]! += 1;
    const known = this.#peopleCount[slot]!;
    if (known === fewestQuotablePeople) return;
    const base = slot * fewestQuotablePeople;
    for (let index = 0; index < known; index += 1) if (this.#people[base + index] === person) return;
    this.#people[base + known] = person;
    this.#peopleCount[slot] = known + 1;
  }

  result(): PairEvidence {
    return {
      counts: this.#counts,
      fewPeople: this.#peopleCount.map((known) => (known < fewestQuotablePeople ? 1 : 0)),
    };
  }
}
