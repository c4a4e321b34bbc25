/**
 * The best k of a stream of scored items in a bounded binary heap whose root is the worst kept: O(n log k).
 * Equal scores rank by the smaller item, so the result does not depend on the order of arrival.
 */
export class TopK {
  /** After `settle`, until the next `offer`: what was kept, best first. */
  readonly items: Int32Array;
  readonly scores: Float64Array;
  #size = 0;

  /** @throws RangeError unless k is an integer ≥ 1. */
  constructor(k: number) {
    if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be a positive integer, not ${k}`);
    this.items = new Int32Array(k);
    this.scores = new Float64Array(k);
  }

  /** What scores below this is not kept; −∞ as long as there is room. */
  get worstKept(): number {
    return this.#size < this.items.length ? Number.NEGATIVE_INFINITY : this.scores[0]!;
  }

  offer(item: number, score: number): void {
    if (this.#size < this.items.length) {
      this.#siftUp(this.#size, item, score);
      this.#size += 1;
    } else if (this.#isWorse(0, item, score)) {
      this.#siftDown(this.#size, item, score);
    }
  }

  /** Sorts what was kept, best first, and empties the heap. @returns how many were kept. */
  settle(): number {
    const kept = this.#size;
    for (let last = kept - 1; last > 0; last -= 1) {
      const item = this.items[last]!;
      const score = this.scores[last]!;
      this.items[last] = this.items[0]!;
      this.scores[last] = this.scores[0]!;
      this.#siftDown(last, item, score);
    }
    this.#size = 0;
    return kept;
  }

  /** Empties the heap: items and scores, best first. */
  drain(): { items: Int32Array; scores: Float64Array } {
    const kept = this.settle();
    return { items: this.items.slice(0, kept), scores: this.scores.slice(0, kept) };
  }

  /** Whether what stands in the slot is worse than the other. */
  #isWorse(slot: number, item: number, score: number): boolean {
    const own = this.scores[slot]!;
    return own < score || (own === score && this.items[slot]! > item);
  }

  /** Puts the item into a free slot or above. */
  #siftUp(start: number, item: number, score: number): void {
    const { items, scores } = this;
    let slot = start;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (this.#isWorse(parent, item, score)) break;
      items[slot] = items[parent]!;
      scores[slot] = scores[parent]!;
      slot = parent;
    }
    items[slot] = item;
    scores[slot] = score;
  }

  /** Puts the item into the root's place or below, in a heap of the first `size` slots. */
  #siftDown(size: number, item: number, score: number): void {
    const { items, scores } = this;
    let slot = 0;
    for (;;) {
      const left = 2 * slot + 1;
      if (left >= size) break;
      const right = left + 1;
      const worse = right < size && this.#isWorse(right, items[left]!, scores[left]!) ? right : left;
      if (!this.#isWorse(worse, item, score)) break;
      items[slot] = items[worse]!;
      scores[slot] = scores[worse]!;
      slot = worse;
    }
    items[slot] = item;
    scores[slot] = score;
  }
}
