import { type SequenceInterval, sequenceInterval } from '#core/experiments/confidence-sequence';
import type { ExperimentMetric } from '#core/experiments/experiment';
import { type Estimate, metricEstimates } from '#core/experiments/metric-estimate';
import type { OutcomeSums } from '#core/experiments/outcome-sums';

/** A variant beside the first one. */
export interface Comparison extends SequenceInterval {
  /** Difference of the metric, in its own units. */
  readonly difference: number;
  /** Difference as a share of the first variant's figure; null when that is 0. */
  readonly lift: number | null;
  readonly liftLow: number | null;
  readonly liftHigh: number | null;
}

export interface VariantMetric {
  /** As measured; null when the units say nothing of it. */
  readonly value: number | null;
  /** True when the comparison takes out what the units' history foretold. */
  readonly isAdjusted: boolean;
  /** null for the first variant, and where either has no figure. */
  readonly comparison: Comparison | null;
}

export interface ComparisonSettings {
  readonly plannedUnits: number;
  /** Over all comparisons of a metric; each gets an equal part (Bonferroni). */
  readonly alpha: number;
}

/** Ratio to the first variant less 1, with its variance by the delta method (Deng, Knoblich & Lu, KDD 2018). */
const liftOf = (own: Estimate, first: Estimate): Estimate => ({
  value: own.value / first.value - 1,
  variance: own.variance / first.value ** 2 + (own.value ** 2 * first.variance) / first.value ** 4,
});

/** An estimate beside another one; `settings.units` counts those of both. */
export const compareEstimates = (
  own: Estimate,
  first: Estimate,
  settings: ComparisonSettings & { readonly units: number },
): Comparison => {
  const difference = { value: own.value - first.value, variance: own.variance + first.variance };
  const interval = sequenceInterval(difference, settings);
  if (first.value <= 0) return { ...interval, difference: difference.value, lift: null, liftLow: null, liftHigh: null };
  const lift = liftOf(own, first);
  const { low: liftLow, high: liftHigh } = sequenceInterval(lift, settings);
  return { ...interval, difference: difference.value, lift: lift.value, liftLow, liftHigh };
};

/** A metric of all variants, each compared with the first. */
export const compareVariants = (
  all: readonly OutcomeSums[],
  metric: ExperimentMetric,
  { plannedUnits, alpha }: ComparisonSettings,
): VariantMetric[] => {
  const units = all.reduce((sum, sums) => sum + sums.units, 0);
  const settings = { plannedUnits, units, alpha: alpha / Math.max(1, all.length - 1) };
  const { estimates, isAdjusted } = metricEstimates(all, metric);
  const [first] = estimates;
  return estimates.map((own, index) => ({
    value: own?.value ?? null,
    isAdjusted,
    comparison: index > 0 && own && first ? compareEstimates(own, first, settings) : null,
  }));
};
