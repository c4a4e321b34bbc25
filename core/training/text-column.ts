import { grownArray } from '#core/arrays/grown-array';

/**
 * Texts by number, written one after the other into bytes: millions of strings would be marked again at every collection
 * of garbage, and take 16 bytes more each. UTF-8 of each UTF-16 unit (CESU-8), so that any text comes back as it was and
 * the order of the bytes is the order of the texts. Up to 4 GiB together.
 */
export class TextColumn {
  #size = 0;
  #bytes = new Uint8Array(4096);
  /** Text n at `#starts[n] … #starts[n + 1] − 1`. */
  #starts = new Uint32Array(1024);

  get size(): number {
    return this.#size;
  }

  push(text: string): void {
    const from = this.#starts[this.#size]!;
    this.#makeRoom(from + 3 * text.length);
    this.#size += 1;
    this.#starts[this.#size] = this.#write(text, from);
  }

  textOf(number: number): string {
    let text = '';
    for (let at = this.#starts[number]!; at < this.#starts[number + 1]!; ) {
      const lead = this.#bytes[at]!;
      const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 3;
      let code = length === 1 ? lead : lead & (length === 2 ? 0x1f : 0x0f);
      for (let next = 1; next < length; next += 1) code = (code << 6) | (this.#bytes[at + next]! & 0x3f);
      text += String.fromCharCode(code);
      at += length;
    }
    return text;
  }

  equals(number: number, text: string): boolean {
    const bytes = this.#bytes;
    let at = this.#starts[number]!;
    if (this.#starts[number + 1]! - at < text.length) return false;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) return this.textOf(number) === text;
      if (bytes[at++] !== code) return false;
    }
    return at === this.#starts[number + 1];
  }

  /** The first bytes of texts, 0 for a number below 0: reading them all at once brings them into the processor's cache. */
  firstBytes(numbers: Int32Array): Uint8Array {
    const found = new Uint8Array(numbers.length);
    for (let index = 0; index < numbers.length; index += 1) {
      const number = numbers[index]!;
      if (number >= 0) found[index] = this.#bytes[this.#starts[number]!]!;
    }
    return found;
  }

  /** Orders two texts as `<` orders strings. */
  compare(a: number, b: number): number {
    const [endA, endB] = [this.#starts[a + 1]!, this.#starts[b + 1]!];
    let [atA, atB] = [this.#starts[a]!, this.#starts[b]!];
    for (; atA < endA && atB < endB; atA += 1, atB += 1) {
      if (this.#bytes[atA] !== this.#bytes[atB]) return this.#bytes[atA]! - this.#bytes[atB]!;
    }
    return endA - atA - (endB - atB);
  }

  /** @returns the end of what it wrote. */
  #write(text: string, from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x80) bytes[at++] = code;
      else {
        if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
        else {
          bytes[at++] = 0xe0 | (code >> 12);
          bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        }
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    return at;
  }

  #makeRoom(bytes: number): void {
    if (bytes > this.#bytes.length) this.#bytes = grownArray(this.#bytes, Math.max(bytes, 2 * this.#bytes.length));
    if (this.#size + 1 === this.#starts.length) this.#starts = grownArray(this.#starts, 2 * this.#starts.length);
  }
}
