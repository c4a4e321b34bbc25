/**
 * One figure day by day, or month by month, on the store's calendar: a series for each currency where it is about money,
 * one for all otherwise. Rates divide the sums of a period, so that a month's is not the mean of its days'. Periods of
 * which nothing was counted are 0; a rate of nothing is null. O(rows + periods).
 */
import { compareCurrencies } from '#core/analytics/figures';
import type { RollUpCounter, RollUpDimension, RollUpRow, RollUpScope } from '#core/analytics/roll-up';
import { daysBetween } from '#core/events/daily-counters';

interface MetricDefinition {
  /** The counter, or what is divided. */
  readonly of: RollUpCounter;
  /** What it is divided by. */
  readonly by?: RollUpCounter;
  /** Rows that it is made of where a request does not say. */
  readonly scope: RollUpScope;
  /** Amounts, and rates of amounts: kept apart by currency. */
  readonly isMoney?: true;
}

/** Every figure that can be asked for. */
export const metricDefinitions = {
  views: { of: 'views', scope: 'store' },
  sessions: { of: 'sessions', scope: 'store' },
  'lists-shown': { of: 'impressions', scope: 'recommendation' },
  'products-shown': { of: 'itemImpressions', scope: 'recommendation' },
  clicks: { of: 'clicks', scope: 'recommendation' },
  'adds-to-cart': { of: 'addsToCart', scope: 'recommendation' },
  'offers-shown': { of: 'offersShown', scope: 'offer' },
  accepts: { of: 'accepts', scope: 'offer' },
  declines: { of: 'declines', scope: 'offer' },
  'click-rate': { of: 'clicks', by: 'impressions', scope: 'recommendation' },
  'accept-rate': { of: 'accepts', by: 'offersShown', scope: 'offer' },
  orders: { of: 'orders', scope: 'store' },
  units: { of: 'units', scope: 'store' },
  'influenced-orders': { of: 'influencedOrders', scope: 'store' },
  revenue: { of: 'revenueMinor', scope: 'store', isMoney: true },
  'influenced-revenue': { of: 'influencedRevenueMinor', scope: 'store', isMoney: true },
  margin: { of: 'marginMinor', scope: 'store', isMoney: true },
  refunds: { of: 'refundMinor', scope: 'store', isMoney: true },
  'order-value': { of: 'revenueMinor', by: 'orders', scope: 'store', isMoney: true },
  'influenced-share': { of: 'influencedRevenueMinor', by: 'revenueMinor', scope: 'store', isMoney: true },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof metricDefinitions;
export const metricNames = Object.keys(metricDefinitions) as [MetricName, ...MetricName[]];

export const seriesIntervals = ['day', 'month'] as const;
export type SeriesInterval = (typeof seriesIntervals)[number];

export interface SeriesQuestion {
  readonly metric: MetricName;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly interval: SeriesInterval;
  readonly scope?: RollUpScope;
  /** Rows must have these values. */
  readonly filter?: Partial<Pick<RollUpDimension, 'placement' | 'relation' | 'ruleId' | 'experimentId' | 'variant'>>;
}

export interface SeriesPoint {
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly period: string;
  readonly value: number | null;
}

export interface Series {
  /** Null for figures that are no money, and for orders of which nobody said what they cost. */
  readonly currency: string | null;
  readonly points: readonly SeriesPoint[];
  /** Over all periods. */
  readonly total: number | null;
}

interface Parts {
  of: number;
  by: number;
}

const addParts = (parts: Parts, { counts }: RollUpRow, { of, by }: MetricDefinition): Parts => ({
  of: parts.of + (counts[of] ?? 0),
  by: parts.by + (by ? (counts[by] ?? 0) : 0),
});

const nothing: Parts = { of: 0, by: 0 };

const quotient = ({ of, by }: Parts, definition: MetricDefinition): number | null => {
  if (definition.by === undefined) return of;
  return by === 0 ? null : of / by;
};

export const periodOf = (date: string, interval: SeriesInterval): string =>
  interval === 'day' ? date : date.slice(0, 7);

const matches = ({ dimension }: RollUpRow, scope: RollUpScope, filter: Readonly<Record<string, unknown>>): boolean =>
  dimension.scope === scope &&
  Object.entries(filter).every(
    ([member, value]) => value === undefined || dimension[member as keyof RollUpDimension] === value,
  );

/** Sums of the rows by currency and period. */
const partsByCurrency = (rows: Iterable<RollUpRow>, definition: MetricDefinition, interval: SeriesInterval) => {
  const sums = new Map<string | null, Map<string, Parts>>();
  for (const row of rows) {
    const currency = definition.isMoney ? row.dimension.currency : null;
    const periods = sums.get(currency) ?? new Map<string, Parts>();
    const period = periodOf(row.date, interval);
    periods.set(period, addParts(periods.get(period) ?? nothing, row, definition));
    sums.set(currency, periods);
  }
  return sums;
};

const seriesOf = (
  currency: string | null,
  parts: ReadonlyMap<string, Parts>,
  periods: readonly string[],
  definition: MetricDefinition,
): Series => {
  const all = [...parts.values()].reduce((a, b) => ({ of: a.of + b.of, by: a.by + b.by }), nothing);
  const points = periods.map((period) => ({ period, value: quotient(parts.get(period) ?? nothing, definition) }));
  return { currency, points, total: quotient(all, definition) };
};

/** Money of which nothing is known is no series; other figures are one, of zeros if need be. */
export const timeSeries = (rows: readonly RollUpRow[], question: SeriesQuestion): Series[] => {
  const { metric, from, to, interval, filter = {} } = question;
  const definition: MetricDefinition = metricDefinitions[metric];
  const own = rows.filter((row) => matches(row, question.scope ?? definition.scope, filter));
  const told = own.filter(({ counts }) => counts[definition.of] || (definition.by && counts[definition.by]));
  const sums = partsByCurrency(told, definition, interval);
  if (sums.size === 0 && !definition.isMoney) sums.set(null, new Map());
  const periods = [...new Set(daysBetween(from, to).map((date) => periodOf(date, interval)))];
  return [...sums]
    .sort(([a], [b]) => compareCurrencies(a, b))
    .map(([currency, parts]) => seriesOf(currency, parts, periods, definition));
};
