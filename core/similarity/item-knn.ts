/**
 * Item-to-item neighbours from weighted co-occurrence.
 *
 *   C[a,b] = Σ_g e^(−age_g/τ) · (|g| − 1)^−γ · Σ_{p(a)≠p(b), |p(a)−p(b)| ≤ win} |p(a)−p(b)|^−δ · (back if b precedes a)
 *   S[a,b] = C² / (C + shrink) / n_b^β
 *
 * age_g is the group's age as a share of the log's time span, n_b the groups that hold b. With γ = 0.8, β = 0.2, δ = 0
 * and no decay this is RP3β in all but |g| − 1 for |g| (Paudel et al. 2017); with γ = δ = 0 and β = 0.5 it is cosine
 * without the source's constant. Sarwar et al. 2001; Deshpande & Karypis 2004; Ludewig & Jannach 2018 for the decays.
 *
 * O(Σ_g |g| · min(|g|, win)) time, O(items) scratch: one dense accumulator per row, no pair matrix.
 * An empty log gives empty rows; groups of one item say nothing.
 */
import { type GroupedLog, groupCount, groupTime } from '#core/similarity/grouped-log';
import type { Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';

export interface ItemKnnParameters {
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
  /** γ, 0 … 1: how little a long group says about each of its pairs. */
  readonly lengthPenalty: number;
  /** δ, 0 … 1: how fast a pair fades with the steps between its items; 0 where order means nothing. */
  readonly distancePenalty: number;
  /** 0 … 1: weight of a candidate that came before the source. */
  readonly backward: number;
  /** Steps within which two items of a group are a pair; absent for baskets: all. */
  readonly windowSteps?: number;
  /** τ as a share of the log's time span, > 0; absent: no decay. */
  readonly decaySpan?: number;
  /** β, 0 … 1: penalty of popular candidates. */
  readonly popularityPenalty: number;
  /** ≥ 0: pulls pairs with little evidence down. */
  readonly shrinkage: number;
}

/** Which candidates may stand next to which source: same-group pairs and inactive items may not. */
export interface Eligibility {
  /** 1 where the item may be recommended and have a row. */
  readonly active: Uint8Array;
  /** Items with an equal number are variants of one thing. */
  readonly variantGroup: Int32Array;
}

/** Candidates of one item, best first. */
export interface Neighbours {
  readonly items: Int32Array;
  /** > 0, not normalised. */
  readonly scores: Float64Array;
}

type GroupWeighting = Pick<ItemKnnParameters, 'decaySpan' | 'lengthPenalty'>;

/** e^(−age/τ) · (|g| − 1)^−γ per group; a group of one item weighs like a pair. */
export const groupWeights = (log: GroupedLog, { decaySpan, lengthPenalty }: GroupWeighting): Float64Array => {
  const groups = groupCount(log);
  const weights = new Float64Array(groups);
  if (groups === 0) return weights;
  const newest = groupTime(log, groups - 1);
  const span = Math.max(1, newest - groupTime(log, 0));
  for (let group = 0; group < groups; group += 1) {
    const length = Math.max(2, log.offsets[group + 1]! - log.offsets[group]!);
    const age = (newest - groupTime(log, group)) / span;
    weights[group] = Math.exp(-age / (decaySpan ?? Number.POSITIVE_INFINITY)) * (length - 1) ** -lengthPenalty;
  }
  return weights;
};

/** What one co-occurrence within each group is worth, before the distance between its items. */
export const groupPairWeights = (log: GroupedLog, weighting: GroupWeighting): Float64Array =>
  groupWeights(log, weighting).map((weight, group) => (log.offsets[group + 1]! - log.offsets[group]! < 2 ? 0 : weight));

/** Weighted co-occurrence rows, one at a time, over reused scratch memory. */
export class CooccurrenceRows {
  readonly sums: Float64Array;
  readonly touched: Int32Array;
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  readonly #pairWeights: Float64Array;
  readonly #backward: number;
  readonly #window: number;
  readonly #fading: Float64Array | undefined;

  constructor(log: GroupedLog, postings: Postings, parameters: ItemKnnParameters) {
    this.#log = log;
    this.#postings = postings;
    this.#pairWeights = groupPairWeights(log, parameters);
    this.#backward = parameters.backward;
    this.#window = Math.min(parameters.windowSteps ?? log.items.length, log.items.length);
    const orderMatters = parameters.distancePenalty > 0;
    this.#fading = orderMatters ? this.#fadingBySteps(parameters.distancePenalty) : undefined;
    this.sums = new Float64Array(log.itemCount);
    this.touched = new Int32Array(log.itemCount);
  }

  /** Fills `sums` for the row of `source` and returns how many entries of `touched` name its non-zero columns. */
  fill(source: number): number {
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
    return this.#dropSource(source, count);
  }

  /** Forgets the row. Must follow each `fill`. */
  clear(count: number): void {
    for (let index = 0; index < count; index += 1) this.sums[this.touched[index]!] = 0;
  }

  #fadingBySteps(distancePenalty: number): Float64Array {
    const { offsets } = this.#log;
    let longest = 0;
    for (let group = 1; group < offsets.length; group += 1) {
      longest = Math.max(longest, offsets[group]! - offsets[group - 1]!);
    }
    return Float64Array.from({ length: longest + 1 }, (_, steps) => (steps === 0 ? 0 : steps ** -distancePenalty));
  }

  #add(from: number, to: number, center: number, weight: number, alreadyTouched: number): number {
    const { items } = this.#log;
    const { sums, touched } = this;
    const fading = this.#fading;
    let count = alreadyTouched;
    if (weight === 0) return count;
    for (let entry = from; entry < to; entry += 1) {
      const item = items[entry]!;
      if (sums[item] === 0) touched[count++] = item;
      sums[item]! += fading === undefined ? weight : weight * fading[Math.abs(entry - center)]!;
    }
    return count;
  }

  #dropSource(source: number, count: number): number {
    if (this.sums[source] === 0) return count;
    this.sums[source] = 0;
    const at = this.touched.subarray(0, count).indexOf(source);
    this.touched[at] = this.touched[count - 1]!;
    return count - 1;
  }
}

/** Each active item's best candidates. Rows of inactive items are empty. */
export const trainItemKnn = (
  log: GroupedLog,
  postings: Postings,
  { active, variantGroup }: Eligibility,
  parameters: ItemKnnParameters,
): Neighbours[] => {
  const rows = new CooccurrenceRows(log, postings, parameters);
  const popularity = Float64Array.from(postings.support, (count) => Math.max(1, count) ** parameters.popularityPenalty);
  const best = new TopK(parameters.neighbours);
  return Array.from({ length: log.itemCount }, (_, source): Neighbours => {
    if (active[source] === 0) return { items: new Int32Array(0), scores: new Float64Array(0) };
    const count = rows.fill(source);
    for (let index = 0; index < count; index += 1) {
      const item = rows.touched[index]!;
      if (active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
      const weight = rows.sums[item]!;
      best.offer(item, (weight * weight) / (weight + parameters.shrinkage) / popularity[item]!);
    }
    rows.clear(count);
    return best.drain();
  });
};
