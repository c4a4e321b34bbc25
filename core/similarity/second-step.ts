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
import { TopK } from '#core/similarity/top-k';

/** Neighbours of each row that steps are taken to. */
const mostSteps = 20;

export interface SecondStep {
  /** w > 0: what the second step weighs. */
  readonly weight: number;
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
}

const bestOf = ({ scores }: Neighbours): number => scores[0] ?? 1;

/** @param rows best first, scores > 0; they are not changed. */
export const addSecondStep = (
  rows: readonly Neighbours[],
  { variantGroup }: Eligibility,
  { weight, neighbours }: SecondStep,
): Neighbours[] => {
  const sums = new Float64Array(rows.length);
  const touched: number[] = [];
  const best = new TopK(neighbours);
  const addRow = (row: Neighbours, most: number, factor: number): void => {
    const scale = factor / bestOf(row);
    for (let slot = 0; slot < Math.min(most, row.items.length); slot += 1) {
      const item = row.items[slot]!;
      if (sums[item] === 0) touched.push(item);
      sums[item]! += row.scores[slot]! * scale;
    }
  };
  return rows.map((row, source): Neighbours => {
    addRow(row, row.items.length, 1);
    for (let slot = 0; slot < Math.min(mostSteps, row.items.length); slot += 1) {
      addRow(rows[row.items[slot]!]!, mostSteps, (weight * row.scores[slot]!) / bestOf(row));
    }
    for (const item of touched) {
      if (variantGroup[item] !== variantGroup[source]) best.offer(item, sums[item]!);
      sums[item] = 0;
    }
    touched.length = 0;
    return best.drain();
  });
};
