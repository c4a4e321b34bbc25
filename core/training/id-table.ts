import { IdHash } from '#core/training/id-hash';
import { TextColumn } from '#core/training/text-column';

/**
 * Ids as numbers from 0, in the order in which they come: a `Map` of millions of them is slow to grow and cannot hold
 * more than 2²⁴. Open addressing with linear probing over 32-bit hashes; ids are compared, so no two are taken for one.
 * Nothing of it is an object that a collection of garbage would have to visit.
 */
export class IdTable {
  readonly #hash = new IdHash();
  readonly #ids = new TextColumn();
  /** Hash and one more than the number, side by side so that one look into memory finds both; the second is 0 where nothing is. */
  #slots = new Uint32Array(2 * 1024);
  /** Visits come in runs of events. */
  #lastId: string | undefined;
  #lastNumber = 0;

  get size(): number {
    return this.#ids.size;
  }

  idOf(number: number): string {
    return this.#ids.textOf(number);
  }

  /** Orders two numbers as `<` orders their ids. */
  compare(a: number, b: number): number {
    return this.#ids.compare(a, b);
  }

  /** @returns the id's number, or −1. */
  find(id: string): number {
    return this.#slots[2 * this.#slotOf(id) + 1]! - 1;
  }

  /**
   * As `find` for one after the other, in half the time where the table is larger than the processor's cache: it reads the
   * places of all before it compares any, so that the processor waits for many at once.
   */
  findAll(ids: readonly string[]): Int32Array {
    const hashes = new Uint32Array(ids.length);
    const numbers = new Int32Array(ids.length);
    const last = this.#slots.length / 2 - 1;
    // Reading the lengths brings the texts themselves into the cache.
    for (let index = 0; index < ids.length; index += 1) numbers[index] = ids[index]!.length;
    for (let index = 0; index < ids.length; index += 1) {
      this.#hash.take('', ids[index]!);
      hashes[index] = this.#hash.low;
    }
    for (let index = 0; index < ids.length; index += 1) {
      numbers[index] = this.#slots[2 * (hashes[index]! & last) + 1]! - 1;
    }
    this.#ids.firstBytes(numbers);
    for (let index = 0; index < ids.length; index += 1) {
      numbers[index] = this.#slots[2 * this.#slotFrom(hashes[index]!, ids[index]!) + 1]! - 1;
    }
    return numbers;
  }

  /** @returns the id's number, a new one where it has none. */
  numberOf(id: string): number {
    if (this.#lastId !== id) {
      this.#lastNumber = this.#put(id);
      this.#lastId = id;
    }
    return this.#lastNumber;
  }

  #put(id: string): number {
    const slot = this.#slotOf(id);
    const known = this.#slots[2 * slot + 1]!;
    if (known > 0) return known - 1;
    const number = this.#ids.size;
    this.#ids.push(id);
    this.#slots[2 * slot] = this.#hash.low;
    this.#slots[2 * slot + 1] = number + 1;
    if (8 * (number + 1) > 3 * this.#slots.length) this.#grow();
    return number;
  }

  /** Where the id stands, or would. */
  #slotOf(id: string): number {
    this.#hash.take('', id);
    return this.#slotFrom(this.#hash.low, id);
  }

  #slotFrom(hash: number, id: string): number {
    const slots = this.#slots;
    const last = slots.length / 2 - 1;
    let slot = hash & last;
    for (let known = slots[2 * slot + 1]!; known > 0; known = slots[2 * slot + 1]!) {
      if (slots[2 * slot] === hash && this.#ids.equals(known - 1, id)) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /** Reads the slots in their order, and so fills the two halves of the new ones nearly in theirs. */
  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const last = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = old[at]! & last;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & last;
      slots[2 * slot] = old[at]!;
      slots[2 * slot + 1] = old[at + 1]!;
    }
    this.#slots = slots;
  }
}
