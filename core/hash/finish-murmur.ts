/**
 * The finaliser of MurmurHash3, 32 bits (A. Appleby 2011, public domain): one bit of the input changes about half of the
 * bits of the result.
 * @returns 0 … 2³² − 1
 */
export const finishMurmur = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};
