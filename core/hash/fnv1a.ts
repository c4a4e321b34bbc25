/** The hash of an empty text. */
export const fnv1aStart = 0x811c9dc5;

/**
 * FNV-1a, 32 bits (Fowler, Noll and Vo 1991), over the UTF-16 units of a text: the same on every machine. O(length).
 * @param start hash of what stands before the text
 * @returns 0 … 2³² − 1
 */
export const fnv1a = (text: string, start = fnv1aStart): number => {
  let hash = start | 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};
