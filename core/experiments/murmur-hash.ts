/**
 * MurmurHash3, x86, 32 bits, of the UTF-8 bytes of a text (A. Appleby 2011, public domain). O(bytes); an empty text
 * under seed 0 gives 0. Needs nothing but the language and `TextEncoder`, so that Lambda and browser run the same code.
 */
import { finishMurmur } from '#core/hash/finish-murmur';

const first = 0xcc9e2d51;
const second = 0x1b873593;

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

const scramble = (block: number): number => Math.imul(rotate(Math.imul(block, first), 15), second);

/** Up to four bytes from a place on, the first one lowest. */
const blockAt = (bytes: Uint8Array, at: number, length: number): number => {
  let block = 0;
  for (let index = length - 1; index >= 0; index -= 1) block = (block << 8) | bytes[at + index]!;
  return block;
};

/** @returns 0 … 2³² − 1 */
export const murmurHash = (text: string, seed = 0): number => {
  const bytes = new TextEncoder().encode(text);
  const whole = bytes.length & ~3;
  let hash = seed | 0;
  for (let at = 0; at < whole; at += 4) {
    hash = (Math.imul(rotate(hash ^ scramble(blockAt(bytes, at, 4)), 13), 5) + 0xe6546b64) | 0;
  }
  if (whole < bytes.length) hash ^= scramble(blockAt(bytes, whole, bytes.length - whole));
  return finishMurmur(hash ^ bytes.length);
};
