/** 97.5 % quantile of the normal distribution: half the width of a two-sided 95 % interval, in standard deviations. */
export const significantDeviations = 1.96;

/** 99.375 % quantile: one of four tests that together err as often as one at 97.5 % (Bonferroni). */
export const oneOfFourDeviations = 2.4977;

/** 0 without values. */
export const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Whether the same questions are answered better than before beyond chance: the paired z-test over the questions'
 * differences, one-sided at 2.5 % unless other `deviations` are asked for. Meant for questions that no choice was made by
 * (Dietterich 1998). False for fewer than two questions.
 */
export const isBetterBeyondChance = (
  before: Float64Array,
  after: Float64Array,
  deviations = significantDeviations,
): boolean => {
  const gains = after.map((value, question) => value - before[question]!);
  if (gains.length < 2) return false;
  const mean = meanOf(gains);
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return mean > deviations * Math.sqrt(variance / gains.length);
};
