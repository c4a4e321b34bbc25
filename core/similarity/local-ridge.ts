/**
 * Ridge regression of each target on its best candidates only: EASE (Steck, Embarrassingly Shallow Autoencoders for
 * Sparse Data, 2019) restricted to a neighbourhood, as in SLIM with neighbourhood selection (Ning & Karypis 2011).
 *
 *   G[a,b]  = Σ_{g ∋ a, b} w_g · (|p(a) − p(b)| + 1)^−δ           w_g as in group-weights: decay and length penalty
 *   R[a,b]  = G[a,b] + λ·c·like(a,b)³                            like: 0 … 1, how alike their contents are
 *   J_b     = the K_b items a ≠ b with the greatest R[a,b] / √(G[a,a] + λ),   K_b = 5·√n_b, at least 20, at most K
 *   B[J,b]  = (G[J,J] + λI + ρ·diag G[J,J])⁻¹ · R[J,b] / n_b^β   solved by Cholesky
 *
 * A source's row holds the targets b with B[source,b] > 0, the best first. Where item-kNN counts each of a cart's items
 * by itself, the solution knows that two of them say the same thing, so carts do not drown in their commonest theme.
 * λ pulls what orders say little about towards c·like³ in place of 0: the mean of the prior that a ridge is (Hoerl & Kennard
 * 1970), so that what is new completes carts as what it is like does, until orders tell.
 * What stands on neighbouring lines of an order was chosen together more often than what is far apart: δ. A target that few
 * groups hold has too little to tell many candidates apart: K_b.
 * O(Σ_g |g|²) for G, then O(Σ_b K_b · (K_b² / 6 + length of a row of G)) for the solutions; memory is K_b weights an item and the rows
 * of G that fit into `gramBytesFor` (core/similarity/gram-rows). An item without candidates has an empty row.
 */
import { solveCholesky } from '#core/similarity/cholesky';
import { GramRows, type GramWeighting } from '#core/similarity/gram-rows';
import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { eachRow, type NeighbourLists, NeighbourListsBuilder, rowCount } from '#core/similarity/neighbour-lists';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import type { Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';

/** K_b = candidatesPerRoot · √n_b, from `leastCandidates` to K. */
const candidatesPerRoot = 5;
const leastCandidates = 20;

const none = new Int32Array(0);

/**
 * What the rows of G may take in each thread: 512 MiB, and from 4 million entries on 128 bytes an entry, up to 1 GiB. Rows
 * that find no place are computed anew for every target, which would let the time of large logs grow faster than they do.
 */
const gramBytesFor = ({ items }: GroupedLog): number => Math.min(2 ** 30, Math.max(2 ** 29, 128 * items.length));

export interface LocalRidgeParameters extends GramWeighting {
  /** K, ≥ 1: the most candidates that a target is explained by. */
  readonly candidates: number;
  /** Targets kept per source, ≥ 1. */
  readonly neighbours: number;
  /** λ > 0: pulls weights that rest on little towards 0. */
  readonly ridge: number;
  /** ρ, 0 … 1: the same, in proportion to each candidate's own weight. */
  readonly diagonalRidge: number;
  /** β, 0 … 1: penalty of popular targets. */
  readonly popularityPenalty: number;
  /** c, 0 … 1: weight that is expected between two items of equal content before any order tells; 0: none. */
  readonly contentPrior: number;
}

/** What a log's targets are explained from. */
export interface RidgeInput {
  readonly log: GroupedLog;
  readonly postings: Postings;
  readonly eligibility: Eligibility;
  readonly parameters: LocalRidgeParameters;
  /** Per target what is like it, 0 … 1; absent: nothing is known of contents. */
  readonly likes?: NeighbourLists;
}

/** Explains any targets of a log; targets do not depend on each other. */
export class RidgeTargets {
  readonly #gram: GramRows;
  readonly #parameters: LocalRidgeParameters;
  readonly #eligibility: Eligibility;
  readonly #support: Int32Array;
  readonly #likes: NeighbourLists | undefined;
  /** λ·c·like³ of each item to the target at hand. */
  readonly #prior: Float64Array;
  readonly #best: TopK;
  readonly #matrix: Float64Array;
  readonly #weights: Float64Array;
  readonly #evidence: EvidenceCounter | undefined;

  /** @param counted whether the pairs' evidence is wanted. */
  constructor(
    { log, postings, eligibility, parameters, likes }: RidgeInput,
    counted: boolean,
    gramBytes = gramBytesFor(log),
  ) {
    const { candidates } = parameters;
    this.#gram = new GramRows(log, postings, parameters, gramBytes);
    this.#eligibility = eligibility;
    this.#parameters = parameters;
    this.#support = postings.support;
    this.#likes = parameters.contentPrior > 0 ? likes : undefined;
    this.#prior = new Float64Array(log.itemCount);
    this.#best = new TopK(candidates);
    this.#matrix = new Float64Array(candidates ** 2);
    this.#weights = new Float64Array(candidates);
    this.#evidence = counted ? new EvidenceCounter(log, postings) : undefined;
  }

  /** What explains the targets `from … to − 1`: a row per target with its sources, in no order that matters. */
  train(from: number, to: number): NeighbourLists {
    const lists = new NeighbourListsBuilder(to - from);
    for (let target = from; target < to; target += 1) {
      if (this.#eligibility.active[target] !== 0) this.#addTarget(target, lists);
      lists.endRow();
    }
    return lists.finish();
  }

  #addTarget(target: number, lists: NeighbourListsBuilder): void {
    const { items, evidence } = this.#gram.visit(target, (columns, sums, counts) => {
      const candidates = this.#candidatesOf(target, columns, sums);
      return { items: candidates, evidence: this.#evidence?.count(target, candidates, counts) };
    });
    this.#solve(items);
    const penalty = Math.max(1, this.#support[target]!) ** -this.#parameters.popularityPenalty;
    for (let at = 0; at < items.length; at += 1) {
      if (this.#weights[at]! <= 0) continue;
      lists.add(items[at]!, this.#weights[at]! * penalty, evidence?.counts[at] ?? 0, evidence?.fewPeople[at] ?? 0);
    }
  }

  /** The target's candidates; the right-hand side of its equations is left in the weights. */
  #candidatesOf(target: number, columns: Int32Array, sums: Float64Array): Int32Array {
    const { variantGroup } = this.#eligibility;
    const likes = this.#fillPrior(target);
    for (const item of columns) if (variantGroup[item] !== variantGroup[target]) this.#offer(item, sums[item]!);
    for (const item of likes) if (sums[item] === 0) this.#offer(item, 0);
    const most = Math.max(leastCandidates, Math.ceil(candidatesPerRoot * Math.sqrt(this.#support[target]!)));
    const items = this.#best.items.slice(0, Math.min(most, this.#best.settle()));
    for (let at = 0; at < items.length; at += 1) {
      this.#weights[at] = Math.fround(sums[items[at]!]!) + this.#prior[items[at]!]!;
    }
    for (const item of likes) this.#prior[item] = 0;
    return items;
  }

  #offer(item: number, sum: number): void {
    const strength = Math.fround(sum) + this.#prior[item]!;
    this.#best.offer(item, strength / Math.sqrt(this.#gram.diagonal[item]! + this.#parameters.ridge));
  }

  /** @returns the items whose prior is above 0. */
  #fillPrior(target: number): Int32Array {
    if (!this.#likes) return none;
    const { offsets, items, scores } = this.#likes;
    const { ridge, contentPrior } = this.#parameters;
    const [from, to] = [offsets[target]!, offsets[target + 1]!];
    for (let at = from; at < to; at += 1) this.#prior[items[at]!] = ridge * contentPrior * scores[at]! ** 3;
    return items.subarray(from, to);
  }

  #solve(items: Int32Array): void {
    const { ridge, diagonalRidge } = this.#parameters;
    const n = items.length;
    this.#gram.readBlock(items, this.#matrix);
    for (let place = 0; place < n; place += 1) {
      const item = items[place]!;
      this.#matrix[place * n + place] = this.#gram.diagonal[item]! * (1 + diagonalRidge) + ridge;
    }
    solveCholesky(this.#matrix, this.#weights, n);
  }
}

/** Sources per target → the best targets per source. Rows of inactive items are empty. */
export const bestTargets = (explained: NeighbourLists, { active }: Eligibility, neighbours: number): NeighbourLists => {
  const bySource = transpose(explained);
  const best = new TopK(neighbours);
  const lists = new NeighbourListsBuilder(rowCount(bySource));
  for (let source = 0; source < rowCount(bySource); source += 1) {
    const [from, to] = [bySource.offsets[source]!, bySource.offsets[source + 1]!];
    if (active[source] !== 0) for (let at = from; at < to; at += 1) best.offer(at, bySource.scores[at]!);
    const kept = best.settle();
    for (let slot = 0; slot < kept; slot += 1) {
      const at = best.items[slot]!;
      lists.add(bySource.items[at]!, bySource.scores[at]!, bySource.counts[at]!, bySource.fewPeople[at]!);
    }
    lists.endRow();
  }
  return lists.finish();
};

/** Rows become columns; entries of a row ascend. */
const transpose = (lists: NeighbourLists): NeighbourLists => {
  const rows = rowCount(lists);
  const offsets = new Int32Array(rows + 1);
  for (const item of lists.items) offsets[item + 1]! += 1;
  for (let row = 0; row < rows; row += 1) offsets[row + 1]! += offsets[row]!;
  const next = offsets.slice();
  const size = lists.items.length;
  const turned = {
    offsets,
    items: new Int32Array(size),
    scores: new Float64Array(size),
    counts: new Int32Array(size),
    fewPeople: new Uint8Array(size),
  };
  for (let row = 0; row < rows; row += 1) {
    for (let at = lists.offsets[row]!; at < lists.offsets[row + 1]!; at += 1) {
      const to = next[lists.items[at]!]!++;
      turned.items[to] = row;
      turned.scores[to] = lists.scores[at]!;
      turned.counts[to] = lists.counts[at]!;
      turned.fewPeople[to] = lists.fewPeople[at]!;
    }
  }
  return turned;
};

/** Each active item's best targets. Rows of inactive items are empty, and no row holds one. */
export const trainLocalRidge = (input: RidgeInput): Neighbours[] => {
  const { log, eligibility, parameters } = input;
  const explained = new RidgeTargets(input, false).train(0, log.itemCount);
  return eachRow(bestTargets(explained, eligibility, parameters.neighbours));
};
