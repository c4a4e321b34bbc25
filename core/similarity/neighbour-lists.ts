import type { Neighbours } from '#core/similarity/item-knn';

/** Candidates of many rows with what is known about each pair, as compressed sparse rows. */
export interface NeighbourLists {
  /** One more than there are rows. */
  readonly offsets: Int32Array;
  /** Best first within a row. */
  readonly items: Int32Array;
  /** > 0, not normalised. */
  readonly scores: Float64Array;
  /** Groups that hold both; 0 where nothing was counted. */
  readonly counts: Int32Array;
  /** 1 where fewer than five distinct people are behind the count. */
  readonly fewPeople: Uint8Array;
}

export const rowCount = ({ offsets }: NeighbourLists): number => offsets.length - 1;

/** Rows one after the other into growing memory. */
export class NeighbourListsBuilder {
  readonly #offsets: Int32Array;
  #rows = 0;
  #size = 0;
  #items = new Int32Array(1024);
  #scores = new Float64Array(1024);
  #counts = new Int32Array(1024);
  #fewPeople = new Uint8Array(1024);

  constructor(rows: number) {
    this.#offsets = new Int32Array(rows + 1);
  }

  add(item: number, score: number, count: number, fewPeople: number): void {
    if (this.#size === this.#items.length) this.#resize(this.#size * 2);
    this.#items[this.#size] = item;
    this.#scores[this.#size] = score;
    this.#counts[this.#size] = count;
    this.#fewPeople[this.#size] = fewPeople;
    this.#size += 1;
  }

  endRow(): void {
    this.#rows += 1;
    this.#offsets[this.#rows] = this.#size;
  }

  /** The builder must not be used afterwards. */
  finish(): NeighbourLists {
    this.#resize(this.#size);
    return {
      offsets: this.#offsets,
      items: this.#items,
      scores: this.#scores,
      counts: this.#counts,
      fewPeople: this.#fewPeople,
    };
  }

  #resize(length: number): void {
    const kept = Math.min(length, this.#size);
    const resized = <T extends Int32Array | Float64Array | Uint8Array>(to: T, from: T): T => {
      to.set(from.subarray(0, kept));
      return to;
    };
    this.#items = resized(new Int32Array(length), this.#items);
    this.#scores = resized(new Float64Array(length), this.#scores);
    this.#counts = resized(new Int32Array(length), this.#counts);
    this.#fewPeople = resized(new Uint8Array(length), this.#fewPeople);
  }
}

/** The rows of all blocks, in the order of the blocks. */
export const joinLists = (blocks: readonly NeighbourLists[]): NeighbourLists => {
  const rows = blocks.reduce((sum, block) => sum + rowCount(block), 0);
  const size = blocks.reduce((sum, block) => sum + block.items.length, 0);
  const joined = {
    offsets: new Int32Array(rows + 1),
    items: new Int32Array(size),
    scores: new Float64Array(size),
    counts: new Int32Array(size),
    fewPeople: new Uint8Array(size),
  };
  let row = 0;
  let at = 0;
  for (const block of blocks) {
    for (let own = 1; own < block.offsets.length; own += 1) joined.offsets[++row] = at + block.offsets[own]!;
    joined.items.set(block.items, at);
    joined.scores.set(block.scores, at);
    joined.counts.set(block.counts, at);
    joined.fewPeople.set(block.fewPeople, at);
    at += block.items.length;
  }
  return joined;
};

/** The rows one by one, as views of the same memory. */
export const eachRow = ({ offsets, items, scores }: NeighbourLists): Neighbours[] =>
  Array.from({ length: offsets.length - 1 }, (_, row) => ({
    items: items.subarray(offsets[row]!, offsets[row + 1]!),
    scores: scores.subarray(offsets[row]!, offsets[row + 1]!),
  }));
