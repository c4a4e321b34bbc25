/**
 * Exact counts for the pairs that a model chose: how many groups hold both, and whether at least five distinct people
 * stand behind them. O(Σ_{g ∋ a} |g|) a row at most, without any pair matrix; where the counts are known already only as
 * many groups are read as it takes to meet five people.
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

const everyGroupIsAnother = (people: Int32Array): boolean => {
  const seen = new Uint8Array(people.reduce((most, person) => Math.max(most, person), 0) + 1);
  return people.every((person) => seen[person]!++ === 0);
};

export class EvidenceCounter {
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  readonly #peopleAreGroups: boolean;
  /** Slot + 1 of each candidate in the list being counted. */
  readonly #slotOf: Int32Array;
  #counts = new Int32Array(0);
  #lastGroup = new Int32Array(0);
  /** The first distinct people of each slot, at most `fewestQuotablePeople`. */
  #people = new Int32Array(0);
  #peopleCount = new Uint8Array(0);

  constructor(log: GroupedLog, postings: Postings) {
    this.#log = log;
    this.#postings = postings;
    this.#peopleAreGroups = everyGroupIsAnother(log.people);
    this.#slotOf = new Int32Array(log.itemCount);
  }

  /** @param known groups that hold the source and each item, where they have been counted already. */
  count(source: number, candidates: Int32Array, known?: Int32Array): PairEvidence {
    this.#makeRoom(candidates.length);
    this.#peopleCount.fill(0, 0, candidates.length);
    if (known) this.#tallyKnown(source, candidates, known);
    else this.#tallyAll(source, candidates);
    return {
      counts: this.#counts.slice(0, candidates.length),
      fewPeople: Uint8Array.from(candidates, (_, slot) => (this.#peopleCount[slot]! < fewestQuotablePeople ? 1 : 0)),
    };
  }

  #makeRoom(slots: number): void {
    if (slots <= this.#counts.length) return;
    this.#counts = new Int32Array(slots);
    this.#lastGroup = new Int32Array(slots);
    this.#people = new Int32Array(slots * fewestQuotablePeople);
    this.#peopleCount = new Uint8Array(slots);
  }

  #tallyAll(source: number, candidates: Int32Array): void {
    this.#lastGroup.fill(-1, 0, candidates.length);
    this.#counts.fill(0, 0, candidates.length);
    for (let slot = 0; slot < candidates.length; slot += 1) this.#slotOf[candidates[slot]!] = slot + 1;
    const { items, offsets, people } = this.#log;
    this.#eachGroup(source, (group) => {
      for (let entry = offsets[group]!; entry < offsets[group + 1]!; entry += 1) {
        const slot = this.#slotOf[items[entry]!]! - 1;
        if (slot < 0 || this.#lastGroup[slot] === group) continue;
        this.#lastGroup[slot] = group;
        this.#counts[slot]! += 1;
        this.#meet(slot, people[group]!);
      }
      return true;
    });
    for (const item of candidates) this.#slotOf[item] = 0;
  }

  #tallyKnown(source: number, candidates: Int32Array, known: Int32Array): void {
    let open = 0;
    for (let slot = 0; slot < candidates.length; slot += 1) {
      const item = candidates[slot]!;
      this.#counts[slot] = known[item]!;
      if (known[item]! < fewestQuotablePeople) continue;
      if (this.#peopleAreGroups) this.#peopleCount[slot] = fewestQuotablePeople;
      else {
        this.#slotOf[item] = slot + 1;
        open += 1;
      }
    }
    if (open > 0) this.#meetPeople(source, open);
    for (const item of candidates) this.#slotOf[item] = 0;
  }

  /** Reads groups until each of the open slots has met enough people. */
  #meetPeople(source: number, slots: number): void {
    const { items, offsets, people } = this.#log;
    let open = slots;
    this.#eachGroup(source, (group) => {
      for (let entry = offsets[group]!; entry < offsets[group + 1]!; entry += 1) {
        const item = items[entry]!;
        const slot = this.#slotOf[item]! - 1;
        if (slot < 0 || !this.#meet(slot, people[group]!)) continue;
        this.#slotOf[item] = 0;
        open -= 1;
      }
      return open > 0;
    });
  }

  /** Calls back for each group of the source, once, until it says stop. */
  #eachGroup(source: number, visit: (group: number) => boolean): void {
    const { offsets, entries, groupOf } = this.#postings;
    let previous = -1;
    for (let posting = offsets[source]!; posting < offsets[source + 1]!; posting += 1) {
      const group = groupOf[entries[posting]!]!;
      if (group !== previous && !visit(group)) return;
      previous = group;
    }
  }

  /** @returns whether the person was the last that was missing. */
  #meet(slot: number, person: number): boolean {
    const known = this.#peopleCount[slot]!;
    if (known === fewestQuotablePeople) return false;
    const base = slot * fewestQuotablePeople;
    for (let index = 0; index < known; index += 1) if (this.#people[base + index] === person) return false;
    this.#people[base + known] = person;
    this.#peopleCount[slot] = known + 1;
    return known + 1 === fewestQuotablePeople;
  }
}
