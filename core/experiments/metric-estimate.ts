/**
 * A metric of one variant with the variance of its estimate.
 *
 *   ratio            r = Σy / Σx over units; x is 1 for figures per unit
 *   its variance     V = Var(y − r·x) / (n · x̄²)   (delta method: Deng, Knoblich & Lu, KDD 2018)
 *                    Var(y − r·x) = (Σyy − 2r·Σxy + r²·Σxx) / (n − 1), since the mean of y − r·x is 0
 *   with history h   y' = y − θ·(h − h̄all), θ = Σ cov(y, h) / Σ var(h) within variants (CUPED: Deng, Xu, Kohavi & Walker,
 *                    WSDM 2013), which leaves what is expected as it was and takes away what history foretells
 *
 * History is used where it varies, for figures per unit. Fewer than two units, or nothing to divide by: no estimate. O(1).
 */
import type { ExperimentMetric } from '#core/experiments/experiment';
import type { OutcomeSums } from '#core/experiments/outcome-sums';

export interface Estimate {
  readonly value: number;
  /** Of the estimate, not of the units. */
  readonly variance: number;
}

interface Moments {
  readonly n: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xx: number;
  readonly xy: number;
  /** Σ of history times y, for figures per unit. */
  readonly hy: number;
}

const momentsOf = (sums: OutcomeSums, metric: ExperimentMetric): Moments => {
  const { units: n, conversions, revenue, revenueSquares, orders, orderSquares, impressions, impressionSquares } = sums;
  const perUnit = (y: number, yy: number, hy: number): Moments => ({ n, y, yy, x: n, xx: n, xy: y, hy });
  switch (metric) {
    case 'conversion':
      return perUnit(conversions, conversions, sums.priorByConversion);
    case 'revenue':
      return perUnit(revenue, revenueSquares, sums.priorByRevenue);
    case 'order-value':
      return { n, y: revenue, yy: revenueSquares, x: orders, xx: orderSquares, xy: sums.revenueByOrders, hy: 0 };
    case 'clicks': {
      const { clicks: y, clickSquares: yy, clicksByImpressions: xy } = sums;
      return { n, y, yy, x: impressions, xx: impressionSquares, xy, hy: 0 };
    }
  }
};

/** The metric of a variant; undefined when the units say nothing of it. */
export const metricEstimate = (sums: OutcomeSums, metric: ExperimentMetric): Estimate | undefined => {
  const { n, y, yy, x, xx, xy } = momentsOf(sums, metric);
  if (n < 2 || x <= 0) return undefined;
  const value = y / x;
  const spread = Math.max(0, yy - 2 * value * xy + value ** 2 * xx) / (n - 1);
  return { value, variance: (spread * n) / x ** 2 };
};

const hasHistory = (metric: ExperimentMetric): boolean => metric === 'conversion' || metric === 'revenue';

/** θ over all variants, and the mean of their history; undefined without history that varies. */
const historyOf = (all: readonly OutcomeSums[], metric: ExperimentMetric) => {
  let [covariance, variance, sum, units] = [0, 0, 0, 0];
  for (const sums of all) {
    const { n, y, hy } = momentsOf(sums, metric);
    if (n === 0) continue;
    covariance += hy - (sums.prior * y) / n;
    variance += sums.priorSquares - sums.prior ** 2 / n;
    sum += sums.prior;
    units += n;
  }
  return variance > 0 ? { theta: covariance / variance, mean: sum / units } : undefined;
};

/** The metric of every variant, adjusted by history where there is any. */
export const metricEstimates = (
  all: readonly OutcomeSums[],
  metric: ExperimentMetric,
): { readonly estimates: readonly (Estimate | undefined)[]; readonly isAdjusted: boolean } => {
  const plain = all.map((sums) => metricEstimate(sums, metric));
  const history = hasHistory(metric) ? historyOf(all, metric) : undefined;
  if (!history) return { estimates: plain, isAdjusted: false };
  const { theta, mean } = history;
  const estimates = plain.map((estimate, index): Estimate | undefined => {
    if (!estimate) return undefined;
    const { prior, priorSquares } = all[index]!;
    const { n, y, hy } = momentsOf(all[index]!, metric);
    const varianceOfHistory = (priorSquares - prior ** 2 / n) / (n - 1);
    const covariance = (hy - (prior * y) / n) / (n - 1);
    const variance = estimate.variance + (theta ** 2 * varianceOfHistory - 2 * theta * covariance) / n;
    return { value: estimate.value - theta * (prior / n - mean), variance: Math.max(0, variance) };
  });
  return { estimates, isAdjusted: true };
};
