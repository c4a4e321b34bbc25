import { finishMurmur } from '#core/hash/finish-murmur';
import { fnv1a } from '#core/hash/fnv1a';
import { mulberry32 } from '#core/random/mulberry32';

/**
 * Random numbers from a text: equal seeds give equal numbers on every machine, and texts that differ in one character
 * give unlike ones.
 * @returns a function that gives the next number, 0 ≤ x < 1, at each call
 */
export const seededRandom = (seed: string): (() => number) => mulberry32(finishMurmur(fnv1a(seed)));
