/**
 * Item-to-item neighbours from weighted co-occurrence C (core/similarity/cooccurrence-rows):
 *
 *   C[a,b] = Σ_g e^(−age_g/τ) · (|g| − 1)^−γ · Σ_{p(a)≠p(b), |p(a)−p(b)| ≤ win} |p(a)−p(b)|^−δ · (back if b precedes a)
 *   S[a,b] = C² / (C + shrink) / (n_a^α · n_b^β)
 *
 * age_g is the group's age as a share of the log's time span, n_b the groups that hold b. α scales whole rows: it matters
 * only where rows are added up. With γ = δ = 0 and β = 0.5 this is cosine without the source's constant; what makes it a
 * random walk stands in core/similarity/random-walk.
 * Sarwar et al. 2001; Deshpande & Karypis 2004; Ludewig & Jannach 2018 for the decays.
 *
 * O(Σ_g |g| · min(|g|, win)) time, O(items) scratch: one dense accumulator per row, no pair matrix.
 * An empty log gives empty rows; groups of one item say nothing.
 */
import { CooccurrenceRows, type PairWeighting } from '#core/similarity/cooccurrence-rows';
import type { GroupedLog } from '#core/similarity/grouped-log';
import { eachRow, type NeighbourLists, NeighbourListsBuilder } from '#core/similarity/neighbour-lists';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import type { Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';

export interface ItemKnnParameters extends PairWeighting {
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
  /** β, 0 … 1: penalty of popular candidates. */
  readonly popularityPenalty: number;
  /** α, 0 … 1.5: penalty of popular sources; absent: none. */
  readonly sourcePenalty?: number;
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

/** Trains any rows of a log; rows do not depend on each other. */
export class ItemKnnRows {
  readonly #rows: CooccurrenceRows;
  readonly #eligibility: Eligibility;
  readonly #parameters: ItemKnnParameters;
  readonly #support: Int32Array;
  readonly #popularity: Float64Array;
  readonly #best: TopK;
  readonly #evidence: EvidenceCounter | undefined;

  /** @param counted whether the pairs' evidence is wanted. */
  constructor(
    log: GroupedLog,
    postings: Postings,
    eligibility: Eligibility,
    parameters: ItemKnnParameters,
    counted: boolean,
  ) {
    const { neighbours, popularityPenalty } = parameters;
    this.#rows = new CooccurrenceRows(log, postings, parameters);
    this.#eligibility = eligibility;
    this.#parameters = parameters;
    this.#support = postings.support;
    this.#popularity = Float64Array.from(postings.support, (count) => Math.max(1, count) ** popularityPenalty);
    this.#best = new TopK(neighbours);
    this.#evidence = counted ? new EvidenceCounter(log, postings) : undefined;
  }

  /** The rows `from … to − 1`. Rows of inactive items are empty. */
  train(from: number, to: number): NeighbourLists {
    const lists = new NeighbourListsBuilder(to - from);
    for (let source = from; source < to; source += 1) {
      if (this.#eligibility.active[source] !== 0) this.#addRow(source, lists);
      lists.endRow();
    }
    return lists.finish();
  }

  #addRow(source: number, lists: NeighbourListsBuilder): void {
    const count = this.#rows.fill(source);
    this.#offerCandidates(source, count);
    const kept = this.#best.settle();
    const { items, scores } = this.#best;
    const evidence = this.#evidence?.count(source, items.subarray(0, kept), this.#rows.counts);
    this.#rows.clear(count);
    for (let slot = 0; slot < kept; slot += 1) {
      lists.add(items[slot]!, scores[slot]!, evidence?.counts[slot] ?? 0, evidence?.fewPeople[slot] ?? 0);
    }
  }

  #offerCandidates(source: number, count: number): void {
    const { touched, sums } = this.#rows;
    const { active, variantGroup } = this.#eligibility;
    const { shrinkage, sourcePenalty = 0 } = this.#parameters;
    const own = Math.max(1, this.#support[source]!) ** sourcePenalty;
    const popularity = this.#popularity;
    const best = this.#best;
    for (let index = 0; index < count; index += 1) {
      const item = touched[index]!;
      if (active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
      const weight = sums[item]!;
      best.offer(item, (weight * weight) / (weight + shrinkage) / popularity[item]! / own);
    }
  }
}

/** Each active item's best candidates. Rows of inactive items are empty. */
export const trainItemKnn = (
  log: GroupedLog,
  postings: Postings,
  eligibility: Eligibility,
  parameters: ItemKnnParameters,
): Neighbours[] => eachRow(new ItemKnnRows(log, postings, eligibility, parameters, false).train(0, log.itemCount));
