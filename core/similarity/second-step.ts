/**
 * Neighbours of neighbours: what a shopper reaches in two steps.
 *
 *   S₂[a,b] = S[a,b] + w · Σ_{j ∈ J_a, b ∈ J_j} S[a,j] · S[j,b]       each row of S divided by its best, J its first 20
 *
 * The truncated random walk of item graphs (Cooper et al., Random Walks in Recommender Systems, 2014) on trained rows in
 * place of raw counts. Where products are many and sessions short, most pairs that will be seen together have not met yet
 * and this finds them; where everything has met everything, as in large baskets, it only blurs, and w = 0 is right.
 * O(items · 20²). Rows without neighbours stay empty.
 */
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { eachRow, type NeighbourLists, NeighbourListsBuilder } from '#core/similarity/neighbour-lists';
import { TopK } from '#core/similarity/top-k';

/** Neighbours of each row that steps are taken to. */
const mostSteps = 20;

export interface SecondStep {
  /** w > 0: what the second step weighs. */
  readonly weight: number;
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
}

type ScoredRows = Pick<NeighbourLists, 'offsets' | 'items' | 'scores'>;

/** Takes the second step from any rows; they do not depend on each other. */
export class SecondStepRows {
  readonly #rows: ScoredRows;
  readonly #variantGroup: Int32Array;
  readonly #weight: number;
  readonly #sums: Float64Array;
  readonly #touched: Int32Array;
  readonly #best: TopK;
  #count = 0;

  /** @param rows best first, scores > 0; they are not changed. */
  constructor(rows: ScoredRows, { variantGroup }: Eligibility, { weight, neighbours }: SecondStep) {
    this.#rows = rows;
    this.#variantGroup = variantGroup;
    this.#weight = weight;
    this.#sums = new Float64Array(rows.offsets.length - 1);
    this.#touched = new Int32Array(rows.offsets.length - 1);
    this.#best = new TopK(neighbours);
  }

  /** The rows `from … to − 1`, without evidence. */
  train(from: number, to: number): NeighbourLists {
    const lists = new NeighbourListsBuilder(to - from);
    for (let source = from; source < to; source += 1) {
      this.#fill(source);
      this.#offerTouched(source);
      const kept = this.#best.settle();
      for (let slot = 0; slot < kept; slot += 1) lists.add(this.#best.items[slot]!, this.#best.scores[slot]!, 0, 0);
      lists.endRow();
    }
    return lists.finish();
  }

  #fill(source: number): void {
    const { offsets, items, scores } = this.#rows;
    const from = offsets[source]!;
    const length = offsets[source + 1]! - from;
    this.#add(source, length, 1);
    for (let at = from; at < from + Math.min(mostSteps, length); at += 1) {
      this.#add(items[at]!, mostSteps, (this.#weight * scores[at]!) / scores[from]!);
    }
  }

  #add(row: number, most: number, factor: number): void {
    const { offsets, items, scores } = this.#rows;
    const from = offsets[row]!;
    const to = Math.min(offsets[row + 1]!, from + most);
    const scale = factor / scores[from]!;
    for (let at = from; at < to; at += 1) {
      const item = items[at]!;
      const sum = this.#sums[item]!;
      if (sum === 0) this.#touched[this.#count++] = item;
      this.#sums[item] = sum + scores[at]! * scale;
    }
  }

  #offerTouched(source: number): void {
    for (let index = 0; index < this.#count; index += 1) {
      const item = this.#touched[index]!;
      if (this.#variantGroup[item] !== this.#variantGroup[source]) this.#best.offer(item, this.#sums[item]!);
      this.#sums[item] = 0;
    }
    this.#count = 0;
  }
}

const packRows = (rows: readonly Neighbours[]): NeighbourLists => {
  const lists = new NeighbourListsBuilder(rows.length);
  for (const { items, scores } of rows) {
    for (let slot = 0; slot < items.length; slot += 1) lists.add(items[slot]!, scores[slot]!, 0, 0);
    lists.endRow();
  }
  return lists.finish();
};

/** @param rows best first, scores > 0; they are not changed. */
export const addSecondStep = (rows: readonly Neighbours[], eligibility: Eligibility, step: SecondStep): Neighbours[] =>
  eachRow(new SecondStepRows(packRows(rows), eligibility, step).train(0, rows.length));
