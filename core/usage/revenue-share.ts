/**
 * What a company owes where a share of its attributed sales was agreed.
 *
 * A statement is issued once for a month and never changes. Orders go on changing: they come late, and are refunded. So each
 * statement holds, beside its own month, the differences that arose since in the months stated before: for month m and
 * currency c, with R the revenue as it stands now and p_m the share of the statement of m,
 *
 *   revenue line = R(m, c) − Σ earlier lines(m, c)        share line = round(p_m · R(m, c)) − Σ earlier shares(m, c)
 *
 * so that all statements together always say exactly what is owed for the sales as they stood at the last one, rounded half
 * away from zero once for each month and currency. Months that were never stated are not added later.
 */
import type { RollUpRow } from '#core/analytics/roll-up';
import { portionOf } from '#core/money/basis-points';
import { addMonths, monthOf } from '#core/time/calendar-month';

/** Months back in which a change of an order still changes what is owed. */
export const adjustableMonths = 12;

export interface StatementLine {
  /** Month of the sales, `YYYY-MM`; an earlier one than the statement's is an adjustment. */
  readonly month: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Attributed sales that are stated here for the first time, minor units; below 0 after refunds. */
  readonly revenueMinor: number;
  readonly shareMinor: number;
}

export interface RevenueStatement {
  /** `YYYY-MM` on the store's calendar. */
  readonly month: string;
  /** ISO-8601 UTC. */
  readonly issuedAt: string;
  /** 100 … 200; 0 where none is agreed. */
  readonly shareBasisPoints: number;
  /** By month and currency. */
  readonly lines: readonly StatementLine[];
}

export interface AttributedRevenue {
  readonly month: string;
  readonly currency: string;
  readonly revenueMinor: number;
}

const byMonthAndCurrency = (a: AttributedRevenue, b: AttributedRevenue): number =>
  `${a.month} ${a.currency}` < `${b.month} ${b.currency}` ? -1 : 1;

/** Kept revenue that was credited to recommendations and offers, by month and currency. Each order line counts once. */
export const attributedRevenue = (rows: readonly RollUpRow[]): AttributedRevenue[] => {
  const sums = new Map<string, AttributedRevenue>();
  for (const { date, dimension, counts } of rows) {
    const { scope, currency } = dimension;
    if (scope === 'store' || currency === null || !counts.revenueMinor) continue;
    const month = monthOf(date);
    const name = `${month} ${currency}`;
    const revenueMinor = (sums.get(name)?.revenueMinor ?? 0) + counts.revenueMinor;
    sums.set(name, { month, currency, revenueMinor });
  }
  return [...sums.values()].sort(byMonthAndCurrency);
};

/** First month whose sales a statement of `month` can still change. */
export const firstAdjustable = (month: string): string => addMonths(month, -adjustableMonths);

const sumOf = (lines: readonly StatementLine[], member: 'revenueMinor' | 'shareMinor'): number =>
  lines.reduce((sum, line) => sum + line[member], 0);

export interface StatementQuestion {
  readonly month: string;
  readonly shareBasisPoints: number;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** Sales as they stand now, of `firstAdjustable(month)` to `month`. */
  readonly revenue: readonly AttributedRevenue[];
  /** Statements of earlier months, in any order. */
  readonly earlier: readonly RevenueStatement[];
}

/** The statement of a month as it would be issued now. O(months · currencies · statements). */
export const stateMonth = ({ month, shareBasisPoints, now, revenue, earlier }: StatementQuestion): RevenueStatement => {
  const before = earlier.filter((one) => one.month < month);
  const shares = new Map(before.map((one) => [one.month, one.shareBasisPoints])).set(month, shareBasisPoints);
  const stated = before.flatMap(({ lines }) => lines);
  const known = new Map([...stated, ...revenue].map((one) => [`${one.month} ${one.currency}`, one]));
  const first = firstAdjustable(month);
  const lines = [...known.values()].flatMap(({ month: sold, currency }): StatementLine[] => {
    const share = shares.get(sold);
    if (share === undefined || sold < first || sold > month) return [];
    const isThis = (one: AttributedRevenue): boolean => one.month === sold && one.currency === currency;
    const present = revenue.find(isThis)?.revenueMinor ?? 0;
    const lines = stated.filter(isThis);
    const revenueMinor = present - sumOf(lines, 'revenueMinor');
    const shareMinor = portionOf(present, share) - sumOf(lines, 'shareMinor');
    return revenueMinor === 0 && shareMinor === 0 ? [] : [{ month: sold, currency, revenueMinor, shareMinor }];
  });
  return { month, issuedAt: now, shareBasisPoints, lines: lines.sort(byMonthAndCurrency) };
};
