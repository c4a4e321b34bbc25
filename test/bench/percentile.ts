/** The q-quantile (0 … 1) of a sample by the nearest rank; NaN for an empty one. */
export const quantile = (sample: readonly number[], q: number): number => {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
};

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** Milliseconds with two decimals, right-aligned. */
export const ms = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;
