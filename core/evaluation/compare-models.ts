import { bootstrapInterval, type Interval } from '#core/evaluation/confidence-interval';

export interface Comparison {
  readonly questions: number;
  /** Mean of the other model's figure less that of the first, and where it lies. */
  readonly gain: number;
  readonly interval: Interval;
  /** Questions that the other answers better, and worse. */
  readonly better: number;
  readonly worse: number;
  /** Whether the interval leaves 0 out. */
  readonly isBeyondChance: boolean;
}

const seed = 1;

/**
 * Two models on the same questions: far fewer questions tell them apart than two separate hold-outs would need, since
 * what makes a question hard is the same for both. Paired bootstrap of the differences (Sakai 2006).
 * @param first figure per question of the one model, @param other of the other, in the same order
 * @throws RangeError when they do not answer the same number of questions
 */
export const compareModels = (first: Float64Array, other: Float64Array): Comparison => {
  if (first.length !== other.length) {
    throw new RangeError(`Models must answer the same questions, not ${first.length} and ${other.length}`);
  }
  const gains = other.map((value, question) => value - first[question]!);
  const interval = bootstrapInterval(gains, seed);
  return {
    questions: gains.length,
    gain: gains.length === 0 ? 0 : gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
    interval,
    better: gains.filter((gain) => gain > 0).length,
    worse: gains.filter((gain) => gain < 0).length,
    isBeyondChance: interval.low > 0 || interval.high < 0,
  };
};
