/**
 * Weighted co-occurrence, one row at a time over reused scratch memory:
 *
 *   C[a,b] = Σ_g w_g · Σ_{p(a)≠p(b), |p(a)−p(b)| ≤ win} (|p(a)−p(b)| + c)^−δ · (back if b precedes a)
 *
 * c is 0 unless `distanceFromSelf` says otherwise, w_g as in group-weights. A row costs O(Σ_{g ∋ a} min(|g|, win)); scratch
 * is 16 bytes an item, no pair matrix.
 * Sums run over groups in time order, so C[a,b] is the very same number whichever thread computes it, and equals C[b,a]
 * where order does not matter.
 */
import { type GroupWeighting, groupPairWeights } from '#core/similarity/group-weights';
import type { GroupedLog } from '#core/similarity/grouped-log';
import { hasRepeats, type Postings } from '#core/similarity/postings';

export interface PairWeighting extends GroupWeighting {
  /** δ, 0 … 1: how fast a pair fades with the steps between its items; 0 where order means nothing. */
  readonly distancePenalty: number;
  /**
   * c, ≥ 0; absent: 0. With 1 the fading falls convexly from the item itself on, (d + 1)^−δ, so that the matrix of all items
   * with Σ w_g on its diagonal is positive semidefinite (Pólya's criterion).
   */
  readonly distanceFromSelf?: number;
  /** 0 … 1: weight of a candidate that came before the source; 0 learns only what follows. */
  readonly backward: number;
  /** Steps within which two items of a group are a pair; absent for baskets: all. */
  readonly windowSteps?: number;
}

/** (|steps| + c)^−δ for every distance within a group. */
const fadingBySteps = (
  { offsets }: GroupedLog,
  { distancePenalty, distanceFromSelf = 0 }: PairWeighting,
): Float64Array => {
  let longest = 0;
  for (let group = 1; group < offsets.length; group += 1) {
    longest = Math.max(longest, offsets[group]! - offsets[group - 1]!);
  }
  return Float64Array.from({ length: longest + 1 }, (_, steps) =>
    steps === 0 ? 0 : (steps + distanceFromSelf) ** -distancePenalty,
  );
};

export class CooccurrenceRows {
  readonly sums: Float64Array;
  readonly touched: Int32Array;
  /** Groups that hold both; only where each pair of a group is one meeting, which windows and repeats break. */
  readonly counts: Int32Array | undefined;
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  readonly #pairWeights: Float64Array;
  readonly #backward: number;
  readonly #window: number;
  readonly #fading: Float64Array;
  readonly #fades: boolean;

  constructor(log: GroupedLog, postings: Postings, weighting: PairWeighting) {
    const { backward, distancePenalty, windowSteps } = weighting;
    this.#log = log;
    this.#postings = postings;
    this.#pairWeights = groupPairWeights(log, weighting);
    this.#backward = backward;
    this.#window = Math.min(windowSteps ?? log.items.length, log.items.length);
    this.#fading = fadingBySteps(log, weighting);
    this.sums = new Float64Array(log.itemCount);
    this.touched = new Int32Array(log.itemCount);
    const isWhole = backward === 1 && windowSteps === undefined && !hasRepeats(postings);
    this.counts = isWhole ? new Int32Array(log.itemCount) : undefined;
    this.#fades = distancePenalty !== 0;
  }

  /** Fills `sums` for the row of `source` and returns how many entries of `touched` name its non-zero columns. */
  fill(source: number): number {
    // Not a number plus a weight stays none: the source is never taken for a new column.
    this.sums[source] = Number.NaN;
    const count = this.counts ? this.#fillWhole(source, this.counts) : this.#fillOrdered(source);
    this.sums[source] = 0;
    return count;
  }

  /** Forgets the row. Must follow each `fill`. */
  clear(count: number): void {
    const { sums, counts, touched } = this;
    for (let index = 0; index < count; index += 1) sums[touched[index]!] = 0;
    if (counts) for (let index = 0; index < count; index += 1) counts[touched[index]!] = 0;
  }

  /** Groups as wholes, each pair once. */
  #fillWhole(source: number, counts: Int32Array): number {
    const { entries, groupOf } = this.#postings;
    const { offsets } = this.#log;
    const end = this.#postings.offsets[source + 1]!;
    let count = 0;
    for (let posting = this.#postings.offsets[source]!; posting < end; posting += 1) {
      const center = entries[posting]!;
      const group = groupOf[center]!;
      const weight = this.#pairWeights[group]!;
      if (weight === 0) continue;
      const [from, to] = [offsets[group]!, offsets[group + 1]!];
      if (this.#fades) count = this.#addFading(from, to, center, weight, counts, count);
      else count = this.#addPlain(from, to, weight, counts, count);
    }
    counts[source] = 0;
    return count;
  }

  #addPlain(from: number, to: number, weight: number, counts: Int32Array, alreadyTouched: number): number {
    const { items } = this.#log;
    const { sums, touched } = this;
    let count = alreadyTouched;
    for (let entry = from; entry < to; entry += 1) {
      const item = items[entry]!;
      const sum = sums[item]!;
      if (sum === 0) touched[count++] = item;
      sums[item] = sum + weight;
      counts[item]! += 1;
    }
    return count;
  }

  #addFading(
    from: number,
    to: number,
    center: number,
    weight: number,
    counts: Int32Array,
    alreadyTouched: number,
  ): number {
    const { items } = this.#log;
    const { sums, touched } = this;
    const fading = this.#fading;
    let count = alreadyTouched;
    for (let entry = from; entry < to; entry += 1) {
      const item = items[entry]!;
      const sum = sums[item]!;
      if (sum === 0) touched[count++] = item;
      sums[item] = sum + weight * fading[Math.abs(entry - center)]!;
      counts[item]! += 1;
    }
    return count;
  }

  #fillOrdered(source: number): number {
    const { offsets, entries, groupOf } = this.#postings;
    let count = 0;
    for (let posting = offsets[source]!; posting < offsets[source + 1]!; posting += 1) {
      const entry = entries[posting]!;
      const group = groupOf[entry]!;
      const from = Math.max(this.#log.offsets[group]!, entry - this.#window);
      const to = Math.min(this.#log.offsets[group + 1]! - 1, entry + this.#window);
      const weight = this.#pairWeights[group]!;
      count = this.#add(from, entry, entry, weight * this.#backward, count);
      count = this.#add(entry + 1, to + 1, entry, weight, count);
    }
    return count;
  }

  #add(from: number, to: number, center: number, weight: number, alreadyTouched: number): number {
    const { items } = this.#log;
    const { sums, touched } = this;
    const fading = this.#fading;
    let count = alreadyTouched;
    if (weight === 0) return count;
    for (let entry = from; entry < to; entry += 1) {
      const item = items[entry]!;
      const sum = sums[item]!;
      if (sum === 0) touched[count++] = item;
      sums[item] = sum + weight * fading[Math.abs(entry - center)]!;
    }
    return count;
  }
}
