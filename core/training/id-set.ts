/**
 * A set of ids by their 64-bit hashes: 16 bytes an id at most in place of the id itself, and no limit of 2²⁴ entries as a
 * `Set` has. Two FNV-1a hashes with different primes, finished as in MurmurHash3; open addressing with linear probing.
 * Two different ids are taken for one with a probability of n² / 2⁶⁵: one in 40,000 for a set of 30 million.
 */
const finish = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (again ^ (again >>> 16)) >>> 0;
};

export class IdSet {
  /** Two halves an entry; both 0 where nothing is. */
  #hashes = new Uint32Array(2 * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns whether the id is new. */
  add(id: string): boolean {
    let [low, high] = [0x811c9dc5, 0x01234567];
    for (let at = 0; at < id.length; at += 1) {
      const code = id.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x5bd1e995);
    }
    if (!this.#put(finish(low), finish(high) || 1)) return false;
    this.#size += 1;
    if (this.#size * 4 > this.#hashes.length) this.#grow();
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
