import { significantDeviations } from '#core/evaluation/beyond-chance';
import { mulberry32 } from '#core/random/mulberry32';

/** Where a figure would lie if other questions of the same kind had been asked. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * 95 % interval of a share (Wilson 1927), which stays within 0 … 1 and is right for few questions. 0 … 1 without any.
 * @param share 0 … 1, @param count questions
 */
export const wilsonInterval = (share: number, count: number): Interval => {
  if (count === 0) return { low: 0, high: 1 };
  const square = significantDeviations ** 2;
  const center = (share + square / (2 * count)) / (1 + square / count);
  const spread =
    (significantDeviations * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2))) /
    (1 + square / count);
  return { low: Math.max(0, center - spread), high: Math.min(1, center + spread) };
};

/** Draws of the bootstrap; more do not move the second digit. */
const resamples = 500;

/**
 * 95 % interval of the mean of any figure per question: the percentile bootstrap over questions (Efron & Tibshirani 1993).
 * Equal seeds give equal intervals. O(500 · questions). Without questions 0 … 0.
 */
export const bootstrapInterval = (values: Float64Array, seed: number): Interval => {
  if (values.length === 0) return { low: 0, high: 0 };
  const draw = mulberry32(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let at = 0; at < values.length; at += 1) sum += values[Math.floor(draw() * values.length)]!;
    return sum / values.length;
  }).sort();
  return { low: means[Math.floor(resamples * 0.025)]!, high: means[Math.ceil(resamples * 0.975) - 1]! };
};
