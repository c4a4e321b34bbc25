/**
 * The typical gap of many, robust against outliers and fair to gaps that are still open.
 *
 * Location: the median of the Kaplan–Meier estimate of survival, S(x) = Π_{x_i ≤ x} (1 − d_i ÷ n_i), with d_i gaps closed
 * at x_i of n_i that lasted so long (Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53,
 * 1958); open gaps count among n_i only. Without open gaps it is the ordinary median.
 * Spread: 1.4826 · median |ln x − median ln x| over closed gaps, the standard deviation if logarithms are normal (Rousseeuw
 * and Croux, JASA 88, 1993). Half of the gaps may be wild before either breaks down.
 * A buyer who left would count as one who waits for ever: open gaps far beyond the closed ones are left out.
 * O(n log n). No closed gaps: nothing can be said.
 */
import type { UnitGap } from '#core/subscriptions/purchase-gaps';

/** Makes the median absolute deviation of a normal variable its standard deviation. */
export const madToDeviation = 1.4826;

/** The middle of sorted or unsorted values; undefined of none. */
export const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
};

/** Spread of the logarithms of positive values; undefined of fewer than two. */
export const logSpread = (values: readonly number[]): number | undefined => {
  if (values.length < 2) return undefined;
  const logs = values.map(Math.log);
  const middle = median(logs)!;
  return madToDeviation * median(logs.map((log) => Math.abs(log - middle)))!;
};

/** Equal survival up to rounding. */
const tolerance = 1e-9;

/** Median of survival; the longest closed gap when more than half are open. */
const survivalMedian = (gaps: readonly UnitGap[]): number => {
  const sorted = [...gaps].sort((a, b) => a.daysPerUnit - b.daysPerUnit || Number(b.isClosed) - Number(a.isClosed));
  let survival = 1;
  let halfAt: number | undefined;
  let last = 0;
  for (const [index, { daysPerUnit, isClosed }] of sorted.entries()) {
    if (!isClosed) continue;
    if (halfAt !== undefined) return (halfAt + daysPerUnit) / 2;
    const atRisk = sorted.length - index;
    survival *= 1 - 1 / atRisk;
    last = daysPerUnit;
    if (survival < 0.5 - tolerance) return daysPerUnit;
    if (survival < 0.5 + tolerance) halfAt = daysPerUnit;
  }
  return last;
};

/** Beyond this many deviations, and at least three times the typical gap, a buyer has left. */
const mostDeviations = 3;
const leastFactor = 3;

/** Days a unit of a typical gap; undefined without closed gaps. */
export const typicalGap = (gaps: readonly UnitGap[]): number | undefined => {
  const closed = gaps.filter(({ isClosed }) => isClosed).map(({ daysPerUnit }) => daysPerUnit);
  const middle = median(closed);
  if (middle === undefined) return undefined;
  const reach = Math.max(leastFactor, Math.exp(mostDeviations * (logSpread(closed) ?? 0)));
  return survivalMedian(gaps.filter(({ isClosed, daysPerUnit }) => isClosed || daysPerUnit <= middle * reach));
};
