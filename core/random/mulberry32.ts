/**
 * Mulberry32 (T. Ettinger 2017, public domain): 32 bits of state, period 2³²; for draws that must be the same everywhere,
 * not for secrets.
 * @param seed any number; its lowest 32 bits count
 * @returns a function that gives the next number, 0 ≤ x < 1, at each call
 */
export const mulberry32 = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
