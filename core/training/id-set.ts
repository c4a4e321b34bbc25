import { IdHash } from '#core/training/id-hash';

/**
 * A set of ids by their 64-bit hashes: 11 to 22 bytes an id in place of the id itself, and no limit of 2²⁴ entries as a
 * `Set` has. Open addressing with linear probing.
 * Two different ids are taken for one with a probability of n² / 2⁶⁵: one in 40,000 for a set of 30 million.
 */
export class IdSet {
  readonly #hash = new IdHash();
  /** Two halves an entry; both 0 where nothing is. */
  #hashes = new Uint32Array(2 * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param prefix belongs to the id; @returns whether the two are new together. */
  add(prefix: string, id: string): boolean {
    this.#hash.take(prefix, id);
    return this.#addHash(this.#hash.low, this.#hash.high);
  }

  /**
   * As `add` for one after the other, in half the time where the set is larger than the processor's cache: it reads the
   * places of all before it fills any, so that the processor waits for many at once.
   * @returns 1 for each that is new, else 0.
   */
  addAll(prefixes: readonly string[], ids: readonly string[]): Uint8Array {
    const hashes = new Uint32Array(2 * ids.length);
    for (let index = 0; index < ids.length; index += 1) {
      this.#hash.take(prefixes[index]!, ids[index]!);
      hashes[2 * index] = this.#hash.low;
      hashes[2 * index + 1] = this.#hash.high;
    }
    this.#read(hashes);
    const isNew = new Uint8Array(ids.length);
    for (let at = 0; at < hashes.length; at += 2) isNew[at / 2] = Number(this.#addHash(hashes[at]!, hashes[at + 1]!));
    return isNew;
  }

  /** Brings the places of hashes into the cache. @returns what stands there, so that no compiler leaves the reading out. */
  #read(hashes: Uint32Array): Uint32Array {
    const last = this.#hashes.length / 2 - 1;
    const found = new Uint32Array(hashes.length / 2);
    for (let at = 0; at < found.length; at += 1) found[at] = this.#hashes[2 * (hashes[2 * at]! & last)]!;
    return found;
  }

  #addHash(low: number, high: number): boolean {
    if (!this.#put(low, high)) return false;
    this.#size += 1;
    if (8 * this.#size > 3 * this.#hashes.length) this.#grow();
    return true;
  }

  #put(low: number, high: number): boolean {
    const hashes = this.#hashes;
    const last = hashes.length / 2 - 1;
    let slot = low & last;
    while (hashes[2 * slot + 1] !== 0) {
      if (hashes[2 * slot] === low && hashes[2 * slot + 1] === high) return false;
      slot = (slot + 1) & last;
    }
    hashes[2 * slot] = low;
    hashes[2 * slot + 1] = high;
    return true;
  }

  #grow(): void {
    const old = this.#hashes;
    this.#hashes = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.#put(old[at]!, old[at + 1]!);
  }
}
