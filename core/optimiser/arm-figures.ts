/**
 * What each arm brought, day by day, and over days that are weighed alike for all arms:
 *
 *   rate(a) = Σ_d W_d · x(a, d) / n(a, d),  W_d = lists of all arms on day d / lists of all days
 *   n(a)    = 1 / Σ_d (W_d² / n(a, d))      the lists that a plain sample would need for the same precision
 *
 * Shares change from day to day, and so do shoppers: an arm that had most of a good Sunday's lists would seem better than
 * it is (Simpson's paradox; Crook, Frasca, Kohavi & Longbotham 2009, pitfall 3). Weighing each day alike takes that out
 * (post-stratification: Miratrix, Sekhon & Yu 2013). Days on which any arm was not shown tell nothing and are left out.
 * O(days · arms).
 */
import type { RollUpRow } from '#core/analytics/roll-up';

/** Of one arm on one day. */
export interface ArmCounts {
  readonly lists: number;
  readonly clicks: number;
  readonly adds: number;
  readonly orders: number;
  /** Minor units of the company's currency. */
  readonly revenue: number;
}

export interface DayFigures {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** In the order of the arms. */
  readonly arms: readonly ArmCounts[];
}

const nothing: ArmCounts = { lists: 0, clicks: 0, adds: 0, orders: 0, revenue: 0 };

const add = (sums: ArmCounts, { counts, dimension }: RollUpRow, currency: string): ArmCounts => ({
  lists: sums.lists + (counts.impressions ?? 0),
  clicks: sums.clicks + (counts.clicks ?? 0),
  adds: sums.adds + (counts.addsToCart ?? 0),
  orders: sums.orders + (dimension.currency === currency ? (counts.orders ?? 0) : 0),
  revenue: sums.revenue + (dimension.currency === currency ? (counts.revenueMinor ?? 0) : 0),
});

/** The days of a run, in order. @param name under which its lists count */
export const armFigures = (
  rows: readonly RollUpRow[],
  name: string,
  arms: readonly string[],
  currency: string,
): DayFigures[] => {
  const own = rows.filter(({ dimension }) => dimension.scope === 'recommendation' && dimension.experimentId === name);
  return [...Map.groupBy(own, ({ date }) => date)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, ofDay]) => ({
      day,
      arms: arms.map((arm) =>
        ofDay
          .filter(({ dimension }) => dimension.variant === arm)
          .reduce((sums, row) => add(sums, row, currency), nothing),
      ),
    }));
};

export const sumOfArms = ({ arms }: DayFigures, name: keyof ArmCounts): number =>
  arms.reduce((sum, counts) => sum + counts[name], 0);

export interface ArmRate {
  /** Per list shown. */
  readonly rate: number;
  /** Effective lists. */
  readonly lists: number;
}

/** A figure per list of each of some arms (places in `arms`), over the days on which all of those were shown. */
export const armRates = (
  days: readonly DayFigures[],
  of: readonly number[],
  name: Exclude<keyof ArmCounts, 'lists'>,
): ArmRate[] => {
  const told = days.filter(({ arms }) => of.every((at) => arms[at]!.lists > 0));
  const listsOf = ({ arms }: DayFigures): number => of.reduce((sum, at) => sum + arms[at]!.lists, 0);
  const all = told.reduce((sum, day) => sum + listsOf(day), 0);
  return of.map((at) => {
    let [rate, spread] = [0, 0];
    for (const day of told) {
      const weight = listsOf(day) / all;
      rate += (weight * day.arms[at]![name]) / day.arms[at]!.lists;
      spread += weight ** 2 / day.arms[at]!.lists;
    }
    return { rate, lists: spread > 0 ? 1 / spread : 0 };
  });
};
