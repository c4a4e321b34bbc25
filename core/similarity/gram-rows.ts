/**
 * The weighted Gram matrix of a log, G[a,b] = Σ_{g ∋ a, b} w_g · (|p(a) − p(b)| + 1)^−δ, read in small blocks. Rows are computed when
 * they are first asked for and kept in float32 while they fit into the given memory; the rest is computed again each time.
 * What is read does not depend on what was kept.
 *
 * A row costs O(Σ_{g ∋ a} |g|); memory is `mostBytes` and 24 bytes an item.
 */
import { CooccurrenceRows } from '#core/similarity/cooccurrence-rows';
import { type GroupWeighting, groupWeights } from '#core/similarity/group-weights';
import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Postings } from '#core/similarity/postings';

/** One number per item. */
interface DenseRow {
  readonly kind: 'dense';
  readonly values: Float32Array;
}

/** Columns in any order, and their values. */
interface SparseRow {
  readonly kind: 'sparse';
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** The same by open addressing with linear probing; `columns` has −1 where nothing is. */
interface HashedRow {
  readonly kind: 'hashed';
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly shift: number;
}

type StoredRow = DenseRow | SparseRow | HashedRow;

/** Longer rows are looked up instead of read. */
const longestWalk = 256;

const slotOf = (column: number, shift: number): number => Math.imul(column, 0x9e3779b1) >>> shift;

const hashRow = (columns: Int32Array, sums: Float64Array): HashedRow => {
  const bits = 33 - Math.clz32(columns.length);
  const table: HashedRow = {
    kind: 'hashed',
    columns: new Int32Array(2 ** bits).fill(-1),
    values: new Float32Array(2 ** bits),
    shift: 32 - bits,
  };
  const last = 2 ** bits - 1;
  for (const column of columns) {
    let slot = slotOf(column, table.shift);
    while (table.columns[slot] !== -1) slot = (slot + 1) & last;
    table.columns[slot] = column;
    table.values[slot] = sums[column]!;
  }
  return table;
};

const valueAt = ({ columns, values, shift }: HashedRow, column: number): number => {
  const last = columns.length - 1;
  let slot = slotOf(column, shift);
  while (columns[slot] !== column) {
    if (columns[slot] === -1) return 0;
    slot = (slot + 1) & last;
  }
  return values[slot]!;
};

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

/** Entries read to compute each row. */
const rowCosts = ({ itemCount, items, offsets }: GroupedLog, { groupOf }: Postings): Float64Array => {
  const costs = new Float64Array(itemCount);
  items.forEach((item, entry) => {
    const group = groupOf[entry]!;
    costs[item]! += offsets[group + 1]! - offsets[group]! - 1;
  });
  return costs;
};

/** What a stored row takes beside its numbers. */
const rowOverheadBytes = 300;

const bytesOf = (row: StoredRow): number =>
  rowOverheadBytes + row.values.byteLength + (row.kind === 'dense' ? 0 : row.columns.byteLength);

/** Rows that cost less may take only half of the memory: the other half is for those that must not be computed again. */
const cheapCost = 1_000;

/** What the row shares with the items before `place`; those with short rows have told it already or will. */
const lookUp = (row: HashedRow | DenseRow, place: number, items: Int32Array, matrix: Float64Array): void => {
  const base = place * items.length;
  if (row.kind === 'dense') for (let at = 0; at < place; at += 1) matrix[base + at] = row.values[items[at]!]!;
  else for (let at = 0; at < place; at += 1) matrix[base + at] = valueAt(row, items[at]!);
};

export interface GramWeighting extends GroupWeighting {
  /** δ, 0 … 1: how fast a pair fades with the lines between its items; 0 where the order of lines means nothing. */
  readonly distancePenalty: number;
}

type RowVisitor<T> = (columns: Int32Array, sums: Float64Array, counts: Int32Array | undefined) => T;

export class GramRows {
  readonly diagonal: Float64Array;
  readonly #rows: CooccurrenceRows;
  readonly #itemCount: number;
  readonly #costs: Float64Array;
  readonly #mostBytes: number;
  #bytes = 0;
  readonly #stored: (StoredRow | undefined)[];
  /** Place + 1 of each item in the block being read. */
  readonly #placeOf: Int32Array;

  constructor(log: GroupedLog, postings: Postings, weighting: GramWeighting, mostBytes: number) {
    this.#rows = new CooccurrenceRows(log, postings, { ...weighting, distanceFromSelf: 1, backward: 1 });
    this.diagonal = diagonalOf(log, postings, groupWeights(log, weighting));
    this.#itemCount = log.itemCount;
    this.#costs = rowCosts(log, postings);
    this.#mostBytes = mostBytes;
    this.#stored = Array.from({ length: log.itemCount }, () => undefined);
    this.#placeOf = new Int32Array(log.itemCount);
  }

  /**
   * Visits the row's non-zero columns, without the diagonal; `counts` are the groups that hold both, where known.
   * The visitor must not read other rows.
   */
  visit<T>(item: number, visitor: RowVisitor<T>): T {
    const count = this.#rows.fill(item);
    const result = visitor(this.#rows.touched.subarray(0, count), this.#rows.sums, this.#rows.counts);
    if (!this.#stored[item]) this.#keep(item, count);
    this.#rows.clear(count);
    return result;
  }

  /**
   * Writes the lower triangle of G[items, items], without its diagonal, into a row-major matrix. Short rows are walked
   * from end to end and tell both corners of each pair; only what two long rows share is looked up.
   * @param items distinct.
   */
  readBlock(items: Int32Array, matrix: Float64Array): void {
    const n = items.length;
    matrix.fill(0, 0, n * n);
    for (let place = 0; place < n; place += 1) this.#placeOf[items[place]!] = place + 1;
    for (let place = 0; place < n; place += 1) {
      const item = items[place]!;
      const row = this.#stored[item];
      if (row === undefined) this.#computeInto(item, place, items, matrix);
      else if (row.kind === 'sparse') this.#walk(row, place, n, matrix);
      else lookUp(row, place, items, matrix);
    }
    for (const item of items) this.#placeOf[item] = 0;
  }

  #walk({ columns, values }: SparseRow, place: number, n: number, matrix: Float64Array): void {
    const placeOf = this.#placeOf;
    for (let at = 0; at < columns.length; at += 1) {
      const other = placeOf[columns[at]!]! - 1;
      if (other < 0) continue;
      if (other < place) matrix[place * n + other] = values[at]!;
      else matrix[other * n + place] = values[at]!;
    }
  }

  #computeInto(item: number, place: number, items: Int32Array, matrix: Float64Array): void {
    const count = this.#rows.fill(item);
    const base = place * items.length;
    for (let at = 0; at < place; at += 1) matrix[base + at] = Math.fround(this.#rows.sums[items[at]!]!);
    this.#keep(item, count);
    this.#rows.clear(count);
  }

  /** Keeps the row that has just been computed, if it fits. */
  #keep(item: number, count: number): void {
    const most = this.#costs[item]! < cheapCost ? this.#mostBytes / 2 : this.#mostBytes;
    if (this.#bytes >= most) return;
    const row = this.#store(count);
    if (this.#bytes + bytesOf(row) > most) return;
    this.#bytes += bytesOf(row);
    this.#stored[item] = row;
  }

  #store(count: number): StoredRow {
    const { touched, sums } = this.#rows;
    if (8 * count >= this.#itemCount) return { kind: 'dense', values: Float32Array.from(sums) };
    const columns = touched.slice(0, count);
    if (count > longestWalk) return hashRow(columns, sums);
    return { kind: 'sparse', columns, values: Float32Array.from(columns, (column) => sums[column]!) };
  }
}
