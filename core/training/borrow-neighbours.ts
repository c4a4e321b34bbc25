/**
 * What goes with products like this one: lists for products with little behaviour of their own.
 *
 *   borrowed(a,b) = Σ_{j ∈ like(a)} sim(a,j)² · n_j/(n_j + κ) · (S[j,b] + 2·[b = j])
 *   S′[a,·]       = n_a/(n_a + κ) · S[a,·] + κ/(n_a + κ) · borrowed(a,·)          each row divided by its best
 *
 * n are the groups that hold a product, like(a) its most similar products. A product that nobody met yet lives on what
 * its likes are met with; each thing learned about itself counts for more, and below `leastBorrowedShare` its row stands
 * as it was trained. Nobody met a borrowed pair, so its count is 0. A content map to behaviour (Gantner et al. 2010), with
 * content neighbours as the map.
 *
 * O(young products · likes · row length) time, O(products) scratch. Where nothing is like anything, or nobody did
 * anything, there is nothing to borrow and rows stay as they are.
 */
import type { Product } from '#core/catalog/product';
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { TopK } from '#core/similarity/top-k';
import {
  type EvidencedRow,
  eligibilityOf,
  packLists,
  productsInItemOrder,
  type TrainedLists,
  type TrainedRelation,
} from '#core/training/train-relation';

/** κ: groups at which a product's own behaviour weighs as much as that of its likes. */
const evidenceHalf = 8;

/** Similar products that lend. */
const mostLenders = 40;

/** Candidates of a row that borrowed, unless it had more before. */
const leastNeighbours = 30;

/** What a like itself weighs where the best of what it is met with weighs 1: a doorstop's list begins with doorstops. */
const likeness = 2;

/** Below this share of borrowed points a row stays as it was trained. */
const leastBorrowedShare = 0.2;

const borrowedShare = (support: number): number => evidenceHalf / (support + evidenceHalf);

/** Points per candidate of one row, over scratch memory that all rows share. */
class PointRow {
  readonly #points: Float64Array;
  readonly #touched: number[] = [];

  constructor(items: number) {
    this.#points = new Float64Array(items);
  }

  add(item: number, points: number): void {
    if (points <= 0) return;
    if (this.#points[item] === 0) this.#touched.push(item);
    this.#points[item]! += points;
  }

  get isEmpty(): boolean {
    return this.#touched.length === 0;
  }

  /** Hands its points on, the best of them as `most`, and forgets them. */
  pourInto(other: PointRow, most: number): void {
    const best = this.#touched.reduce((highest, item) => Math.max(highest, this.#points[item]!), 0);
    this.#empty((item, points) => other.add(item, (points / best) * most));
  }

  /** The best candidates that may stand next to the source; forgets the row. */
  take(source: number, { active, variantGroup }: Eligibility, most: number): Neighbours {
    const best = new TopK(most);
    this.#empty((item, points) => {
      if (active[item] === 1 && variantGroup[item] !== variantGroup[source]) best.offer(item, points);
    });
    return best.drain();
  }

  #empty(give: (item: number, points: number) => void): void {
    for (const item of this.#touched) {
      give(item, this.#points[item]!);
      this.#points[item] = 0;
    }
    this.#touched.length = 0;
  }
}

const rowOf = ({ offsets, candidates, scores, pairCounts, fewPeople }: TrainedLists, item: number): EvidencedRow => {
  const [from, to] = [offsets[item]!, offsets[item + 1]!];
  return {
    items: candidates.subarray(from, to),
    scores: Float64Array.from(scores.subarray(from, to)),
    counts: pairCounts.subarray(from, to),
    fewPeople: fewPeople.subarray(from, to),
  };
};

/** The chosen candidates with what is known about those of them that the row held before. */
const withEvidenceOf = (known: EvidencedRow, chosen: Neighbours): EvidencedRow => {
  const slotOf = new Map(Array.from(known.items, (item, slot) => [item, slot]));
  const slots = Array.from(chosen.items, (item) => slotOf.get(item) ?? -1);
  return {
    ...chosen,
    counts: Int32Array.from(slots, (slot) => known.counts[slot] ?? 0),
    fewPeople: Uint8Array.from(slots, (slot) => known.fewPeople[slot] ?? 1),
  };
};

/** Adds up what the likes of a product are met with. */
const borrow = (trained: TrainedRelation, similar: TrainedRelation, source: number, into: PointRow): void => {
  const start = similar.offsets[source]!;
  const end = Math.min(similar.offsets[source + 1]!, start + mostLenders);
  for (let like = start; like < end; like += 1) {
    const lender = similar.candidates[like]!;
    const trust = similar.scores[like]! ** 2 * (1 - borrowedShare(trained.support[lender]!));
    if (trust <= 0) continue;
    into.add(lender, likeness * trust);
    for (let at = trained.offsets[lender]!; at < trained.offsets[lender + 1]!; at += 1) {
      into.add(trained.candidates[at]!, trust * trained.scores[at]!);
    }
  }
};

const lend = (trained: TrainedRelation, similar: TrainedRelation, eligibility: Eligibility): TrainedRelation => {
  const items = trained.support.length;
  const [borrowed, blended] = [new PointRow(items), new PointRow(items)];
  const rows = Array.from(trained.support, (support, source): EvidencedRow => {
    const own = rowOf(trained, source);
    const share = borrowedShare(support);
    if (eligibility.active[source] === 0 || share < leastBorrowedShare) return own;
    borrow(trained, similar, source, borrowed);
    if (borrowed.isEmpty) return own;
    borrowed.pourInto(blended, share);
    for (let slot = 0; slot < own.items.length; slot += 1) {
      blended.add(own.items[slot]!, own.scores[slot]! * (1 - share));
    }
    return withEvidenceOf(own, blended.take(source, eligibility, Math.max(leastNeighbours, own.items.length)));
  });
  return { ...trained, ...packLists(rows) };
};

/**
 * Fills the behavioural rows of products with little evidence from what their likes are met with.
 * @param trained relations over one product list; without `similar` among them nothing changes.
 */
export const borrowNeighbours = (
  trained: readonly TrainedRelation[],
  productIds: readonly string[],
  catalog: Iterable<Product>,
): TrainedRelation[] => {
  const similar = trained.find(({ relation }) => relation === 'similar');
  if (!similar || similar.candidates.length === 0) return [...trained];
  const eligibility = eligibilityOf(productsInItemOrder(productIds, catalog));
  return trained.map((one) => (one.relation === 'similar' ? one : lend(one, similar, eligibility)));
};
