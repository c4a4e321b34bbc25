/**
 * The weighted Gram matrix of a log, G[a,b] = Σ_g w_g · [a ∈ g] · [b ∈ g], read in small blocks. Rows are computed when
 * they are first asked for and kept in float32 while they fit into the given memory; those that cost most to compute are
 * kept first, the rest is computed again each time. What is read does not depend on what was kept.
 *
 * A row costs O(Σ_{g ∋ a} |g|); memory is `mostBytes` and 24 bytes an item.
 */
import { CooccurrenceRows } from '#core/similarity/cooccurrence-rows';
import { type GroupWeighting, groupWeights } from '#core/similarity/group-weights';
import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Postings } from '#core/similarity/postings';

/** A row as one number per item, or as its columns, ascending, and their values. */
type StoredRow = { readonly dense: Float32Array } | { readonly columns: Int32Array; readonly values: Float32Array };

/** Σ w_g · count² per item: groups of one item tell how often the item goes alone. */
const diagonalOf = (log: GroupedLog, { offsets, entries, groupOf }: Postings, weights: Float64Array): Float64Array => {
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

/** Entries read to compute each row, and a bound of its length. */
const rowCosts = ({ itemCount, items, offsets }: GroupedLog, { groupOf }: Postings): Float64Array => {
  const costs = new Float64Array(itemCount);
  items.forEach((item, entry) => {
    const group = groupOf[entry]!;
    costs[item]! += offsets[group + 1]! - offsets[group]! - 1;
  });
  return costs;
};

const bytesOf = (cost: number, itemCount: number): number => Math.min(8 * cost, 4 * itemCount);

/** Rows that cost at least this much fit into the memory together. */
const leastKeptCost = (costs: Float64Array, itemCount: number, mostBytes: number): number => {
  const ascending = costs.slice().sort();
  let bytes = 0;
  for (let at = ascending.length - 1; at >= 0; at -= 1) {
    bytes += bytesOf(ascending[at]!, itemCount);
    if (bytes > mostBytes) return ascending[at]! + 1;
  }
  return 0;
};

const placeOfColumn = (columns: Int32Array, wanted: number): number => {
  let from = 0;
  let to = columns.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (columns[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return columns[from] === wanted ? from : -1;
};

type RowVisitor<T> = (columns: Int32Array, sums: Float64Array, counts: Int32Array | undefined) => T;

export class GramRows {
  readonly diagonal: Float64Array;
  readonly #rows: CooccurrenceRows;
  readonly #itemCount: number;
  readonly #costs: Float64Array;
  readonly #leastKept: number;
  readonly #stored: (StoredRow | undefined)[];

  constructor(log: GroupedLog, postings: Postings, weighting: GroupWeighting, mostBytes: number) {
    this.#rows = new CooccurrenceRows(log, postings, { ...weighting, distancePenalty: 0, backward: 1 });
    this.diagonal = diagonalOf(log, postings, groupWeights(log, weighting));
    this.#itemCount = log.itemCount;
    this.#costs = rowCosts(log, postings);
    this.#leastKept = leastKeptCost(this.#costs, log.itemCount, mostBytes);
    this.#stored = Array.from({ length: log.itemCount }, () => undefined);
  }

  /**
   * Visits the row's non-zero columns, without the diagonal; `counts` are the groups that hold both, where known.
   * The visitor must not read other rows.
   */
  visit<T>(item: number, visitor: RowVisitor<T>): T {
    const count = this.#rows.fill(item);
    const result = visitor(this.#rows.touched.subarray(0, count), this.#rows.sums, this.#rows.counts);
    if (this.#isKept(item)) this.#stored[item] ??= this.#store(count);
    this.#rows.clear(count);
    return result;
  }

  /** Writes G[item, columns[0 … size − 1]] to `to` from `base` on. The item itself must not be among the columns. */
  read(item: number, columns: Int32Array, size: number, to: Float64Array, base: number): void {
    if (this.#isKept(item)) {
      if (!this.#stored[item]) this.visit(item, () => undefined);
      const row = this.#stored[item]!;
      if ('dense' in row) for (let at = 0; at < size; at += 1) to[base + at] = row.dense[columns[at]!]!;
      else
        for (let at = 0; at < size; at += 1) to[base + at] = row.values[placeOfColumn(row.columns, columns[at]!)] ?? 0;
      return;
    }
    const count = this.#rows.fill(item);
    for (let at = 0; at < size; at += 1) to[base + at] = Math.fround(this.#rows.sums[columns[at]!]!);
    this.#rows.clear(count);
  }

  #isKept(item: number): boolean {
    return this.#costs[item]! >= this.#leastKept;
  }

  #store(count: number): StoredRow {
    const { touched, sums } = this.#rows;
    if (2 * count >= this.#itemCount) return { dense: Float32Array.from(sums) };
    const columns = touched.slice(0, count).sort();
    return { columns, values: Float32Array.from(columns, (column) => sums[column]!) };
  }
}
