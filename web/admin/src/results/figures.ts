import { formatPrice } from '../../../../core/money/format-price.ts';
import { formatChange } from '../experiments/result-format.ts';
import { formatShare } from '../layout/format.ts';

/** An amount in minor units; averages are rounded to the smallest coin. `–` where nothing is known. */
export const formatAmount = (minor: number | null, currency: string | null): string => {
  if (minor === null) return '–';
  return currency === null
    ? `${Math.round(minor).toLocaleString()} (unknown currency)`
    : formatPrice({ amount: Math.round(minor), currency });
};

export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export const formatRate = (rate: Estimate | null): string => (rate === null ? '–' : formatShare(rate.value));

/** Where a rate would lie if other shoppers of the same kind had come. */
export const formatInterval = (rate: Estimate | null): string =>
  rate === null || rate.low === null || rate.high === null
    ? ''
    : `${formatShare(rate.low)} to ${formatShare(rate.high)}`;

/** Change from the period before; undefined where there was nothing to compare with. */
export const changeSince = (now: number | null, before: number | null): string | undefined => {
  if (now === null || before === null || before <= 0) return undefined;
  return formatChange(now / before - 1);
};

/** The currency that figures are shown in: the chosen one, else the store's own, else the first that there are any of. */
export const shownCurrency = (
  chosen: string | null,
  currencies: readonly (string | null)[],
  own: string,
): string | null => {
  if (chosen !== null && currencies.includes(chosen)) return chosen;
  return currencies.includes(own) || currencies.length === 0 ? own : (currencies[0] ?? null);
};
