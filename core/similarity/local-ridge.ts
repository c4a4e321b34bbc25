/**
 * Ridge regression of each target on its best candidates only: EASE (Steck, Embarrassingly Shallow Autoencoders for
 * Sparse Data, 2019) restricted to a neighbourhood, as in SLIM with neighbourhood selection (Ning & Karypis 2011).
 *
 *   G[a,b]  = Σ_g w_g · [a ∈ g] · [b ∈ g]                       w_g as in item-knn: decay and length penalty
 *   J_b     = the K items a ≠ b with the greatest G[a,b] / √(G[a,a] + λ)
 *   B[J,b]  = (G[J,J] + λI + ρ·diag G[J,J])⁻¹ · G[J,b] / n_b^β   solved by Cholesky
 *
 * A source's row holds the targets b with B[source,b] > 0, the best first. Where item-kNN counts each of a cart's items
 * by itself, the solution knows that two of them say the same thing, so carts do not drown in their commonest theme.
 * O(Σ_g |g|²) for G, then O(items · K³ / 6) for the solutions; scratch O(items + K²) and the candidates' rows of G,
 * at most items² / 2 numbers but in practice the pairs that met. An item without candidates has an empty row.
 */
import type { GroupedLog } from '#core/similarity/grouped-log';
import { CooccurrenceRows, type Eligibility, groupWeights, type Neighbours } from '#core/similarity/item-knn';
import type { Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';

export interface LocalRidgeParameters {
  /** K, ≥ 1: candidates that a target is explained by. */
  readonly candidates: number;
  /** Targets kept per source, ≥ 1. */
  readonly neighbours: number;
  /** λ > 0: pulls weights that rest on little towards 0. */
  readonly ridge: number;
  /** ρ, 0 … 1: the same, in proportion to each candidate's own weight. */
  readonly diagonalRidge: number;
  /** γ of the groups' weights, 0 … 1. */
  readonly lengthPenalty: number;
  /** τ of the groups' weights, as in item-knn; absent: no decay. */
  readonly decaySpan?: number;
  /** β, 0 … 1: penalty of popular targets. */
  readonly popularityPenalty: number;
}

/**
 * Solves A·x = b for a symmetric, positive definite A in place (Golub & Van Loan, Matrix Computations, 4.2).
 * O(n³ / 6 + n²).
 * @param matrix row-major, its lower triangle is read and overwritten by the factor.
 * @param vector b; becomes x.
 * @throws RangeError when A is not positive definite.
 */
export const solveCholesky = (matrix: Float64Array, vector: Float64Array, n: number): void => {
  for (let row = 0; row < n; row += 1) {
    const at = row * n;
    for (let column = 0; column <= row; column += 1) {
      const other = column * n;
      let sum = matrix[at + column]!;
      for (let k = 0; k < column; k += 1) sum -= matrix[at + k]! * matrix[other + k]!;
      if (column < row) matrix[at + column] = sum / matrix[other + column]!;
      else if (sum > 0) matrix[at + row] = Math.sqrt(sum);
      else throw new RangeError(`The matrix is not positive definite at row ${row}`);
    }
  }
  for (let row = 0; row < n; row += 1) {
    let sum = vector[row]!;
    for (let k = 0; k < row; k += 1) sum -= matrix[row * n + k]! * vector[k]!;
    vector[row] = sum / matrix[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = vector[row]!;
    for (let k = row + 1; k < n; k += 1) sum -= matrix[k * n + row]! * vector[k]!;
    vector[row] = sum / matrix[row * n + row]!;
  }
};

/** G as compressed sparse rows without its diagonal, which stands apart. */
interface Gram {
  readonly offsets: Float64Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly diagonal: Float64Array;
}

/** Σ w_g · count² per item: groups of one item tell how often the item goes alone. */
const gramDiagonal = (
  log: GroupedLog,
  { offsets, entries, groupOf }: Postings,
  weights: Float64Array,
): Float64Array => {
  const diagonal = new Float64Array(log.itemCount);
  for (let item = 0; item < log.itemCount; item += 1) {
    let at = offsets[item]!;
    while (at < offsets[item + 1]!) {
      const group = groupOf[entries[at]!]!;
      const first = at;
      while (at < offsets[item + 1]! && groupOf[entries[at]!] === group) at += 1;
      diagonal[item]! += weights[group]! * (at - first) ** 2;
    }
  }
  return diagonal;
};

class GrowingRows {
  #columns = new Int32Array(1 << 16);
  #values = new Float32Array(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(columns: Int32Array, sums: Float64Array): void {
    if (this.#size + columns.length > this.#columns.length) this.#grow(this.#size + columns.length);
    this.#columns.set(columns, this.#size);
    for (let at = 0; at < columns.length; at += 1) this.#values[this.#size + at] = sums[columns[at]!]!;
    this.#size += columns.length;
  }

  finish(): Pick<Gram, 'columns' | 'values'> {
    return { columns: this.#columns.subarray(0, this.#size), values: this.#values.subarray(0, this.#size) };
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#columns.length * 2);
    const columns = new Int32Array(length);
    const values = new Float32Array(length);
    columns.set(this.#columns);
    values.set(this.#values);
    this.#columns = columns;
    this.#values = values;
  }
}

const buildGram = (log: GroupedLog, postings: Postings, { decaySpan, lengthPenalty }: LocalRidgeParameters): Gram => {
  const plain = { neighbours: 1, distancePenalty: 0, backward: 1, popularityPenalty: 0, shrinkage: 0 };
  const rows = new CooccurrenceRows(log, postings, { ...plain, decaySpan, lengthPenalty });
  const offsets = new Float64Array(log.itemCount + 1);
  const grown = new GrowingRows();
  for (let item = 0; item < log.itemCount; item += 1) {
    const count = rows.fill(item);
    grown.append(rows.touched.subarray(0, count), rows.sums);
    rows.clear(count);
    offsets[item + 1] = grown.size;
  }
  const weights = groupWeights(log, { decaySpan, lengthPenalty });
  return { offsets, ...grown.finish(), diagonal: gramDiagonal(log, postings, weights) };
};

/** Solves one target at a time over reused scratch memory. */
class TargetSolver {
  readonly #gram: Gram;
  readonly #parameters: LocalRidgeParameters;
  readonly #eligibility: Eligibility;
  readonly #best: TopK;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  /** Place + 1 of each candidate in the list being solved. */
  readonly #placeOf: Int32Array;

  constructor(gram: Gram, eligibility: Eligibility, parameters: LocalRidgeParameters) {
    this.#gram = gram;
    this.#eligibility = eligibility;
    this.#parameters = parameters;
    this.#best = new TopK(parameters.candidates);
    this.#matrix = new Float64Array(parameters.candidates ** 2);
    this.#right = new Float64Array(parameters.candidates);
    this.#placeOf = new Int32Array(gram.diagonal.length);
  }

  /** What explains the target: its candidates, and their weights in the scratch array, which the next call overwrites. */
  solve(target: number): Neighbours {
    const { ridge, diagonalRidge } = this.#parameters;
    const items = this.#candidatesOf(target);
    const n = items.length;
    items.forEach((item, place) => {
      this.#placeOf[item] = place + 1;
    });
    this.#matrix.fill(0, 0, n * n);
    this.#right.fill(0, 0, n);
    items.forEach((item, place) => {
      this.#gather(item, this.#matrix, place * n);
      this.#matrix[place * n + place] = this.#gram.diagonal[item]! * (1 + diagonalRidge) + ridge;
    });
    this.#gather(target, this.#right, 0);
    for (const item of items) this.#placeOf[item] = 0;
    solveCholesky(this.#matrix, this.#right, n);
    return { items, scores: this.#right.subarray(0, n) };
  }

  #candidatesOf(target: number): Int32Array {
    const { offsets, columns, values, diagonal } = this.#gram;
    const { variantGroup } = this.#eligibility;
    for (let at = offsets[target]!; at < offsets[target + 1]!; at += 1) {
      const item = columns[at]!;
      if (variantGroup[item] === variantGroup[target]) continue;
      this.#best.offer(item, values[at]! / Math.sqrt(diagonal[item]! + this.#parameters.ridge));
    }
    return this.#best.drain().items;
  }

  /** Copies the item's row of G, as far as it meets candidates of the list, to their places from `base` on. */
  #gather(item: number, to: Float64Array, base: number): void {
    const { offsets, columns, values } = this.#gram;
    const placeOf = this.#placeOf;
    const end = offsets[item + 1]!;
    for (let at = offsets[item]!; at < end; at += 1) {
      const place = placeOf[columns[at]!]!;
      if (place > 0) to[base + place - 1] = values[at]!;
    }
  }
}

/** Weights that explain targets, gathered by target and read by source. */
class Explanations {
  readonly #rows: { targets: number[]; weights: number[] }[];

  constructor(itemCount: number) {
    this.#rows = Array.from({ length: itemCount }, () => ({ targets: [], weights: [] }));
  }

  add(target: number, { items, scores }: Neighbours, factor: number): void {
    for (let at = 0; at < items.length; at += 1) {
      if (scores[at]! <= 0) continue;
      const row = this.#rows[items[at]!]!;
      row.targets.push(target);
      row.weights.push(scores[at]! * factor);
    }
  }

  best(source: number, best: TopK): Neighbours {
    const { targets, weights } = this.#rows[source]!;
    targets.forEach((target, at) => {
      best.offer(target, weights[at]!);
    });
    return best.drain();
  }
}

/** Each active item's best targets. Rows of inactive items are empty, and no row holds one. */
export const trainLocalRidge = (
  log: GroupedLog,
  postings: Postings,
  eligibility: Eligibility,
  parameters: LocalRidgeParameters,
): Neighbours[] => {
  const { active } = eligibility;
  const solver = new TargetSolver(buildGram(log, postings, parameters), eligibility, parameters);
  const explanations = new Explanations(log.itemCount);
  for (let target = 0; target < log.itemCount; target += 1) {
    if (active[target] === 0) continue;
    const penalty = Math.max(1, postings.support[target]!) ** -parameters.popularityPenalty;
    explanations.add(target, solver.solve(target), penalty);
  }
  const best = new TopK(parameters.neighbours);
  return Array.from({ length: log.itemCount }, (_, source): Neighbours => {
    if (active[source] === 0) return { items: new Int32Array(0), scores: new Float64Array(0) };
    return explanations.best(source, best);
  });
};
