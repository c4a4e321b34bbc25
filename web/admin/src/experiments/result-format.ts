import { currencyExponent } from '../../../../core/money/money.ts';
import { formatShare } from '../layout/format.ts';
import type { Experiment, VariantResult } from './use-experiments.ts';

type Metric = Experiment['metric'];
export type Comparison = NonNullable<VariantResult['metrics'][Metric]['comparison']>;

const isMoney = (metric: Metric): boolean => metric === 'revenue' || metric === 'order-value';

/** Averages of money fall between minor units: shown with the currency's own digits. @param minor may be a fraction */
export const formatAverage = (minor: number, currency: string): string => {
  const digits = currencyExponent(currency);
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, ...format }).format(minor / 10 ** digits);
};

/** A figure as it is measured; `–` when nobody tells of it. */
export const formatFigure = (metric: Metric, value: number | null, currency: string): string => {
  if (value === null) return '–';
  return isMoney(metric) ? formatAverage(value, currency) : formatShare(value);
};

/** `0.123` → `+12.3%`, and a true minus sign. */
export const formatChange = (share: number): string => {
  const rounded = Math.round(share * 1000) / 1000;
  const text = formatShare(Math.abs(rounded));
  if (rounded === 0) return `±${text}`;
  return `${rounded > 0 ? '+' : '−'}${text}`;
};

/** Which way a difference points, once chance is allowed for. */
export const directionOf = ({ low, high }: Pick<Comparison, 'low' | 'high'>): 'better' | 'worse' | 'open' => {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'open';
};

/** A difference from the first variant with its interval, as a share where one can be said. */
export const formatComparison = (metric: Metric, comparison: Comparison, currency: string): string => {
  const { lift, liftLow, liftHigh, difference, low, high } = comparison;
  if (lift !== null && liftLow !== null && liftHigh !== null) {
    return `${formatChange(lift)} (${formatChange(liftLow)} to ${formatChange(liftHigh)})`;
  }
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${formatFigure(metric, Math.abs(value), currency)}`;
  return `${signed(difference)} (${signed(low)} to ${signed(high)})`;
};

export interface IntervalScale {
  /** Distance of either end from the middle, which is no difference; above 0. */
  readonly reach: number;
}

/** One scale for all intervals of a metric, so that they can be compared by eye. */
export const scaleOf = (comparisons: readonly (Comparison | null)[]): IntervalScale => {
  const ends = comparisons.flatMap((one) => (one ? [Math.abs(one.low), Math.abs(one.high)] : []));
  const reach = Math.max(0, ...ends.filter(Number.isFinite));
  return { reach: reach === 0 ? 1 : reach };
};

/** Place of a difference on a scale in percent from the left. */
export const placeOn = ({ reach }: IntervalScale, value: number): number =>
  50 + 50 * Math.max(-1, Math.min(1, value / reach));
