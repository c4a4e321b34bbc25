/**
 * Order values with and without recommendations, each with a 95 % interval of its mean, and of their difference (Welch
 * 1947, normal quantile):
 *
 *   mean ± 1.96 · s / √n,   difference ± 1.96 · √( s²with / nwith + s²without / nwithout )
 *
 * Shoppers who click differ from those who do not: the difference says who buys more, not what recommendations bring.
 * O(orders). Intervals need 30 orders on each side; fewer have none.
 */
import { significantDeviations } from '#core/evaluation/beyond-chance';

/** A recent order of which something was kept. */
export interface RecentOrder {
  readonly orderId: string;
  readonly customerId?: string;
  readonly currency: string;
  /** Minor units that were kept. */
  readonly revenue: number;
}

export interface MeanEstimate {
  readonly orders: number;
  /** Minor units; null without orders. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface OrderValues {
  readonly currency: string;
  readonly with: MeanEstimate;
  readonly without: MeanEstimate;
  /** With less without; null where either has too few orders. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** Below it means of skewed amounts are not normal enough. */
const fewestOrders = 30;

interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Of the mean. */
  readonly variance: number;
}

const momentsOf = (values: readonly number[]): Moments => {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) / n : 0 };
};

const around = (value: number, variance: number) => {
  const halfWidth = significantDeviations * Math.sqrt(variance);
  return { low: value - halfWidth, high: value + halfWidth };
};

const estimateOf = ({ n, mean, variance }: Moments): MeanEstimate => {
  if (n === 0) return { orders: 0, mean: null, low: null, high: null };
  return { orders: n, mean, ...(n < fewestOrders ? { low: null, high: null } : around(mean, variance)) };
};

const differenceOf = (one: Moments, other: Moments): OrderValues['difference'] => {
  if (one.n < fewestOrders || other.n < fewestOrders) return null;
  const value = one.mean - other.mean;
  return { value, ...around(value, one.variance + other.variance) };
};

/** One entry per currency, by its code. */
export const orderValues = (orders: readonly RecentOrder[], influenced: ReadonlySet<string>): OrderValues[] => {
  const currencies = [...new Set(orders.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = orders.filter((order) => order.currency === currency);
    const of = (isInfluenced: boolean): Moments =>
      momentsOf(own.filter(({ orderId }) => influenced.has(orderId) === isInfluenced).map(({ revenue }) => revenue));
    const [withCredit, without] = [of(true), of(false)];
    return {
      currency,
      with: estimateOf(withCredit),
      without: estimateOf(without),
      difference: differenceOf(withCredit, without),
    };
  });
};
