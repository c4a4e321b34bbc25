import { IdHash } from '#core/training/id-hash';

/**
 * Ids as numbers from 0, in the order in which they come: a `Map` of millions of them is slow to grow and cannot hold
 * more than 2²⁴. Open addressing with linear probing over 32-bit hashes; ids are compared, so no two are taken for one.
 */
export class IdTable {
  readonly #hash = new IdHash();
  readonly #ids: string[] = [];
  /** Hash per number. */
  #hashes = new Uint32Array(1024);
  /** One more than the number; 0 where nothing is. */
  #slots = new Int32Array(2048);
  /** Visits come in runs of events. */
  #last: { readonly id: string; readonly number: number } | undefined;

  get size(): number {
    return this.#ids.length;
  }

  idOf(number: number): string {
    return this.#ids[number]!;
  }

  /** @returns the id's number, or −1. */
  find(id: string): number {
    return this.#slots[this.#slotOf(id)]! - 1;
  }

  /** @returns the id's number, a new one where it has none. */
  numberOf(id: string): number {
    if (this.#last?.id !== id) this.#last = { id, number: this.#put(id) };
    return this.#last.number;
  }

  #put(id: string): number {
    const known = this.find(id);
    if (known >= 0) return known;
    const number = this.#ids.length;
    if (number === this.#hashes.length) this.#grow();
    this.#hashes[number] = this.#hash.low;
    this.#ids.push(id);
    this.#slots[this.#freeSlot(this.#hash.low)] = number + 1;
    return number;
  }

  /** Where the id stands, or would. */
  #slotOf(id: string): number {
    this.#hash.take('', id);
    const hash = this.#hash.low;
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (let known = this.#slots[slot]!; known > 0; known = this.#slots[slot]!) {
      if (this.#hashes[known - 1] === hash && this.#ids[known - 1] === id) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #freeSlot(hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(hashes.length * 2);
    for (let number = 0; number < this.#ids.length; number += 1) {
      this.#slots[this.#freeSlot(hashes[number]!)] = number + 1;
    }
  }
}
