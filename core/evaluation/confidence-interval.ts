/** Where a figure would lie if other questions of the same kind had been asked. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const deviations = 1.96;

/**
 * 95 % interval of a share (Wilson 1927), which stays within 0 … 1 and is right for few questions. 0 … 1 without any.
 * @param share 0 … 1, @param count questions
 */
export const wilsonInterval = (share: number, count: number): Interval => {
  if (count === 0) return { low: 0, high: 1 };
  const square = deviations ** 2;
  const center = (share + square / (2 * count)) / (1 + square / count);
  const spread =
    (deviations * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2))) / (1 + square / count);
  return { low: Math.max(0, center - spread), high: Math.min(1, center + spread) };
};

/** Draws of the bootstrap; more do not move the second digit. */
const resamples = 500;

/** Mulberry32 (Ettinger 2017): whole numbers 0 … below − 1. */
const drawsFrom = (seed: number): ((below: number) => number) => {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/**
 * 95 % interval of the mean of any figure per question: the percentile bootstrap over questions (Efron & Tibshirani 1993).
 * Equal seeds give equal intervals. O(500 · questions). Without questions 0 … 0.
 */
export const bootstrapInterval = (values: Float64Array, seed: number): Interval => {
  if (values.length === 0) return { low: 0, high: 0 };
  const draw = drawsFrom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let at = 0; at < values.length; at += 1) sum += values[draw(values.length)]!;
    return sum / values.length;
  }).sort();
  return { low: means[Math.floor(resamples * 0.025)]!, high: means[Math.ceil(resamples * 0.975) - 1]! };
};
