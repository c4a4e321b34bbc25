/**
 * What recommendations and offers bring: shoppers who see them, less shoppers who are held out. The arms are dealt by
 * chance, so the difference is caused by what the arms see, unlike figures that credit orders to clicks.
 *
 *   per shopper and week   r = Σy / n, n shoppers seen;  Var r = ( Σ_shopper (Σ_week y)² − (Σy)²/n ) / ( n · (n − 1) )
 *   order value            ratio of sums, variance by the delta method (Deng, Knoblich & Lu, KDD 2018)
 *   interval               holds at all times at once (confidence-sequence), so that it may be looked at every day
 *   incremental revenue    difference of revenue per shopper × shoppers who were shown something, interval likewise
 *
 * The sums over weeks of one shopper are exact by the products over weeks (count-hold-out); n counts a shopper once in
 * each week, which makes the variance a little too large. Of the weeks asked for, the last ones in a row count that had
 * the same share from beginning to end. Nothing is said before both arms have 500 shoppers and 25 buyers and two weeks
 * are counted, where arms differ from their shares beyond chance in the fullest week (sample-ratio), or where more shoppers bought than were
 * seen. O(cells).
 */
import { type Comparison, compareEstimates } from '#core/experiments/compare-variants';
import type { Estimate } from '#core/experiments/metric-estimate';
import { type SampleRatio, sampleRatio } from '#core/experiments/sample-ratio';
import { type HoldOutSettings, isMixedWeek, shareOfWeek } from '#core/hold-out/hold-out-settings';
import {
  addHoldOutSums,
  type HoldOutArm,
  type HoldOutCell,
  type HoldOutSums,
  noHoldOutSums,
} from '#core/hold-out/hold-out-sums';
import { conclusionOf, type HoldOutVerdict, silenceOf } from '#core/hold-out/hold-out-verdict';
import type { HoldOutShare } from '#core/hold-out/is-held-out';
import { weekAfter, weeksBetween } from '#core/time/store-week';

export const holdOutMetrics = ['conversion', 'revenue', 'order-value'] as const;
export type HoldOutMetric = (typeof holdOutMetrics)[number];

const alpha = 0.05;
/** Shoppers of both arms at which the intervals are narrowest: what a store with 5 % held out needs for small effects. */
const plannedUnits = 100_000;

export interface HoldOutMetricResult {
  readonly held: number | null;
  readonly shown: number | null;
  /** Of those who are shown something with those who are held out; null before anything may be said. */
  readonly comparison: Comparison | null;
}

export interface IncrementalRevenue {
  /** Minor units. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

export interface ArmResult {
  readonly units: number;
  readonly buyers: number;
  readonly orders: number;
  /** Minor units. */
  readonly revenue: number;
}

export interface HoldOutResults {
  /** Mondays of the weeks that were judged, both included; null when there is none. */
  readonly weeks: { readonly from: string; readonly to: string; readonly count: number } | null;
  readonly share: HoldOutShare;
  readonly arms: Readonly<Record<HoldOutArm, ArmResult>>;
  readonly sampleRatio: SampleRatio;
  readonly metrics: Readonly<Record<HoldOutMetric, HoldOutMetricResult>>;
  readonly incrementalRevenue: IncrementalRevenue | null;
  readonly verdict: HoldOutVerdict;
}

export interface HoldOutQuestion {
  readonly settings: HoldOutSettings;
  /** IANA zone of the company. */
  readonly timeZone: string;
  /** Amounts in other currencies count as orders that bought, not as money. */
  readonly currency: string;
  /** Mondays, both included. */
  readonly from: string;
  readonly to: string;
}

/** The last weeks in a row that had one share from beginning to end. */
const comparableWeeks = ({ settings, timeZone, from, to }: HoldOutQuestion): string[] => {
  const asked = Array.from({ length: Math.max(0, weeksBetween(from, to) + 1) }, (_, index) => weekAfter(to, -index));
  const pure = asked.slice(asked.findIndex((week) => !isMixedWeek(settings, week, timeZone)));
  const [last] = pure;
  if (last === undefined) return [];
  const share = shareOfWeek(settings, last, timeZone);
  const isOther = (week: string): boolean => {
    const own = shareOfWeek(settings, week, timeZone);
    return (
      isMixedWeek(settings, week, timeZone) ||
      own.salt !== share.salt ||
      own.shareBasisPoints !== share.shareBasisPoints
    );
  };
  const end = pure.findIndex(isOther);
  return end < 0 ? pure : pure.slice(0, end);
};

const withoutMoney = { orders: 0, orderSquares: 0, revenue: 0, revenueSquares: 0, revenueByOrders: 0 } as const;

const sumsOf = (cells: readonly HoldOutCell[], weeks: readonly string[], currency: string) => {
  const [first] = weeks.slice(-1);
  const arms: Record<HoldOutArm, HoldOutSums> = { held: noHoldOutSums, shown: noHoldOutSums };
  for (const cell of cells) {
    if (!weeks.includes(cell.week) || cell.lag > weeksBetween(first!, cell.week)) continue;
    const sums = cell.currency === currency ? cell.sums : { ...cell.sums, ...withoutMoney };
    arms[cell.arm] = addHoldOutSums(arms[cell.arm], sums);
  }
  return arms;
};

const perUnit = (n: number, y: number, yy: number): Estimate | undefined =>
  n < 2 ? undefined : { value: y / n, variance: Math.max(0, yy - y ** 2 / n) / (n * (n - 1)) };

const orderValue = (sums: HoldOutSums): Estimate | undefined => {
  const { units: n, orders: x, revenue: y, orderSquares: xx, revenueSquares: yy, revenueByOrders: xy } = sums;
  if (n < 2 || x <= 0) return undefined;
  const value = y / x;
  return { value, variance: (Math.max(0, yy - 2 * value * xy + value ** 2 * xx) * n) / (n - 1) / x ** 2 };
};

const estimateOf: Record<HoldOutMetric, (sums: HoldOutSums) => Estimate | undefined> = {
  conversion: ({ units, buyers, buyerSquares }) => perUnit(units, buyers, buyerSquares),
  revenue: ({ units, revenue, revenueSquares }) => perUnit(units, revenue, revenueSquares),
  'order-value': orderValue,
};

type Arms = Readonly<Record<HoldOutArm, HoldOutSums>>;

const metricOf = ({ held, shown }: Arms, metric: HoldOutMetric, mayTell: boolean): HoldOutMetricResult => {
  const [first, own] = [estimateOf[metric](held), estimateOf[metric](shown)];
  const settings = { plannedUnits, alpha, units: held.units + shown.units };
  return {
    held: first?.value ?? null,
    shown: own?.value ?? null,
    comparison: mayTell && first && own ? compareEstimates(own, first, settings) : null,
  };
};

const armOf = ({ units, buyers, orders, revenue }: HoldOutSums): ArmResult => ({ units, buyers, orders, revenue });

const metricsOf = (arms: Arms, mayTell: boolean): HoldOutResults['metrics'] => ({
  conversion: metricOf(arms, 'conversion', mayTell),
  revenue: metricOf(arms, 'revenue', mayTell),
  'order-value': metricOf(arms, 'order-value', mayTell),
});

const incrementalOf = ({ difference, low, high }: Comparison, units: number): IncrementalRevenue => ({
  amount: Math.round(difference * units),
  low: Math.round(low * units),
  high: Math.round(high * units),
});

/** Of the week with most shoppers: over several weeks those who come again would look like a mismatch. */
const ratioOf = (
  { shareBasisPoints }: HoldOutShare,
  cells: readonly HoldOutCell[],
  weeks: readonly string[],
): SampleRatio => {
  const byWeek = weeks.map((week) => {
    const own = cells.filter((cell) => cell.week === week);
    const unitsOf = (arm: HoldOutArm) =>
      own.filter((cell) => cell.arm === arm).reduce((sum, { sums }) => sum + sums.units, 0);
    return [unitsOf('held'), unitsOf('shown')] as const;
  });
  const fullest = byWeek.reduce((most, one) => (one[0] + one[1] > most[0] + most[1] ? one : most), [0, 0] as const);
  const held = { variant: 'held', weight: shareBasisPoints };
  return sampleRatio([held, { variant: 'shown', weight: 10_000 - shareBasisPoints }], fullest);
};

/** @param cells of at least the weeks asked for */
export const judgeHoldOut = (cells: readonly HoldOutCell[], question: HoldOutQuestion): HoldOutResults => {
  const { settings, timeZone, currency, to } = question;
  const weeks = comparableWeeks(question);
  const share = shareOfWeek(settings, weeks[0] ?? to, timeZone);
  const arms = sumsOf(cells, weeks, currency);
  const ratio = ratioOf(share, cells, weeks);
  const silence = silenceOf({ share, weeks: weeks.length, arms, isMismatch: ratio.isMismatch });
  const metrics = metricsOf(arms, silence === undefined);
  const { comparison } = metrics.revenue;
  const incremental = comparison && incrementalOf(comparison, arms.shown.units);
  return {
    weeks: weeks.length === 0 ? null : { from: weeks.at(-1)!, to: weeks[0]!, count: weeks.length },
    share,
    arms: { held: armOf(arms.held), shown: armOf(arms.shown) },
    sampleRatio: ratio,
    metrics,
    incrementalRevenue: incremental,
    verdict: silence ?? conclusionOf({ comparison: comparison!, incremental: incremental!, currency }),
  };
};
