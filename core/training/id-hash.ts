/**
 * 64 bits of a text as two halves: two FNV-1a hashes with different primes, finished as in MurmurHash3. One object hashes
 * many texts, so that millions of ids leave no garbage.
 */
import { finishMurmur } from '#core/hash/finish-murmur';
import { fnv1aStart } from '#core/hash/fnv1a';

export class IdHash {
  #low = 0;
  #high = 0;
  #prefix: string | undefined;
  #prefixLow = 0;
  #prefixHigh = 0;

  get low(): number {
    return finishMurmur(this.#low);
  }

  /** Never 0. */
  get high(): number {
    return finishMurmur(this.#high) || 1;
  }

  /** Hashes prefix and id as one text, with a line break between them. The prefix of the last call is not read again: visits come in runs of events. */
  take(prefix: string, id: string): void {
    if (prefix !== this.#prefix) this.#takePrefix(prefix);
    this.#low = this.#prefixLow;
    this.#high = this.#prefixHigh;
    this.#add(id);
  }

  #takePrefix(prefix: string): void {
    this.#low = fnv1aStart;
    this.#high = 0x01234567;
    this.#add(prefix);
    this.#add('\n');
    this.#prefix = prefix;
    this.#prefixLow = this.#low;
    this.#prefixHigh = this.#high;
  }

  #add(text: string): void {
    let low = this.#low;
    let high = this.#high;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x5bd1e995);
    }
    this.#low = low;
    this.#high = high;
  }
}
