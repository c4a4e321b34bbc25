/**
 * Shows a few deeper candidates in place of what ranks at the top, so that later one can tell what a list would have
 * earned that was never served (inverse propensity scoring: Horvitz & Thompson 1952; Li et al. 2011).
 *
 *   pool: the m candidates right behind the list; open: its last min(length, m) places
 *   each open place is given up with probability ε, and the pool's products fill what is given up in a random order
 *   P(its own product stands at an open place) = 1 − ε        P(a given product of the pool stands there) = ε / m
 *
 * No more places are open than the pool has products, so none is ever missing and the formulas are exact. Places that
 * are not open show their own product with probability 1. Deterministic for a seed. O(length + m).
 */

import { seededRandom } from '#core/random/seeded-random';
import { shuffled } from '#core/random/shuffled';
import type { Candidate } from '#core/ranking/candidate';

/** How deep the pool reaches behind the list: what ranks lower is no worthy stand-in. */
const deepestPool = 24;

export interface Served {
  readonly candidate: Candidate;
  /** Probability with which this product stood at this place, above 0, at most 1. */
  readonly propensity: number;
}

interface Chances {
  readonly list: readonly Candidate[];
  readonly pool: readonly Candidate[];
  /** The places from here on are open. */
  readonly firstOpen: number;
}

/** Which places of a list are open for which products. */
export const chancesOf = (ranked: readonly Candidate[], length: number): Chances => {
  const list = ranked.slice(0, length);
  const pool = ranked.slice(length, length + deepestPool);
  return { list, pool, firstOpen: list.length - Math.min(list.length, pool.length) };
};

/**
 * @param ranked best first; what is served is as long as `length`, or as `ranked` when that is shorter
 * @param share ε, 0 … 1
 * @param seed absent: nothing is explored
 */
export const explore = (
  ranked: readonly Candidate[],
  length: number,
  share: number,
  seed: string | undefined,
): Served[] => {
  const { list, pool, firstOpen } = chancesOf(ranked, length);
  const certain = list.map((candidate): Served => ({ candidate, propensity: 1 }));
  if (seed === undefined || share <= 0 || pool.length === 0) return certain;
  const random = seededRandom(seed);
  const standIns = shuffled(pool, random);
  return certain.map((served, place) => {
    if (place < firstOpen) return served;
    if (random() >= share) return { ...served, propensity: 1 - share };
    return { candidate: standIns.pop()!, propensity: share / pool.length };
  });
};
