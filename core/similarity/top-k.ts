/**
 * The best k of a stream of scored items in a bounded binary heap whose root is the worst kept: O(n log k).
 * Equal scores rank by the smaller item, so the result does not depend on the order of arrival.
 */
export class TopK {
  readonly #items: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  /** @throws RangeError unless k is an integer ≥ 1. */
  constructor(k: number) {
    if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be a positive integer, not ${k}`);
    this.#items = new Int32Array(k);
    this.#scores = new Float64Array(k);
  }

  offer(item: number, score: number): void {
    if (this.#size < this.#items.length) {
      this.#items[this.#size] = item;
      this.#scores[this.#size] = score;
      this.#size += 1;
      this.#siftUp(this.#size - 1);
    } else if (this.#isWorse(this.#items[0]!, this.#scores[0]!, item, score)) {
      this.#items[0] = item;
      this.#scores[0] = score;
      this.#siftDown();
    }
  }

  /** Empties the heap: items and scores, best first. */
  drain(): { items: Int32Array; scores: Float64Array } {
    const order = Array.from({ length: this.#size }, (_, slot) => slot).sort(
      (a, b) => this.#scores[b]! - this.#scores[a]! || this.#items[a]! - this.#items[b]!,
    );
    const items = Int32Array.from(order, (slot) => this.#items[slot]!);
    const scores = Float64Array.from(order, (slot) => this.#scores[slot]!);
    this.#size = 0;
    return { items, scores };
  }

  #isWorse(item: number, score: number, otherItem: number, otherScore: number): boolean {
    return score < otherScore || (score === otherScore && item > otherItem);
  }

  #slotIsWorse(a: number, b: number): boolean {
    return this.#isWorse(this.#items[a]!, this.#scores[a]!, this.#items[b]!, this.#scores[b]!);
  }

  #swap(a: number, b: number): void {
    const item = this.#items[a]!;
    const score = this.#scores[a]!;
    this.#items[a] = this.#items[b]!;
    this.#scores[a] = this.#scores[b]!;
    this.#items[b] = item;
    this.#scores[b] = score;
  }

  #siftUp(start: number): void {
    let slot = start;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (!this.#slotIsWorse(slot, parent)) return;
      this.#swap(slot, parent);
      slot = parent;
    }
  }

  #siftDown(): void {
    let slot = 0;
    for (;;) {
      const left = 2 * slot + 1;
      if (left >= this.#size) return;
      const right = left + 1;
      const worse = right < this.#size && this.#slotIsWorse(right, left) ? right : left;
      if (!this.#slotIsWorse(worse, slot)) return;
      this.#swap(worse, slot);
      slot = worse;
    }
  }
}
