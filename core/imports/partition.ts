import { fnv1a } from '#core/hash/fnv1a';

/** The part, 0 … parts − 1, that a key belongs to. */
export const partOf = (key: string, parts: number): number => fnv1a(key) % parts;

const bytesPerPart = 4 * 1024 * 1024;
const mostParts = 256;
/** Text files shrink to about an eighth. */
const gzipFactor = 8;

/**
 * How many parts a file is worked off in: one per 4 MB of text, at most 256. Depends on the file alone, so that a
 * restarted job finds the parts that it wrote before.
 */
export const partsOf = (fileBytes: number, compressed: boolean): number =>
  Math.min(mostParts, Math.max(1, Math.ceil((fileBytes * (compressed ? gzipFactor : 1)) / bytesPerPart)));
