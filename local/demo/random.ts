import { mulberry32 } from '#core/random/mulberry32';

/** Seeded random numbers: the same seed tells the same story on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Integer in [0, below). */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** An index, with probability in proportion to its weight. */
  weighted(weights: readonly number[]): number;
  chance(probability: number): boolean;
}

export const seededRandom = (seed: number): Random => {
  const next = mulberry32(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)]!,
    weighted: (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = next() * total;
      const found = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return found < 0 ? weights.length - 1 : found;
    },
    chance: (probability) => next() < probability,
  };
};
