/**
 * Forecast of a month's served recommendations.
 *
 * A day that is still to come is expected to be like the days before today: like those of its weekday once four whole weeks
 * are known, like all of them before. With σ² the variance of the known days around their means, n_g the days still to come
 * in group g (a weekday, or all days; the rest of today counts as its share) and m_g the known days of the group:
 *
 *   expected = served + Σ_g n_g · mean_g        variance = σ² · (Σ_g n_g + Σ_g n_g² ÷ m_g)
 *
 * the second term being the doubt about the means. The interval is expected ± 1.2816 standard deviations, which holds 80 %
 * of outcomes where days are independent and normal (Hyndman and Athanasopoulos, "Forecasting: Principles and Practice",
 * 3rd ed., 5.5, the seasonal mean method), never below what is served already. O(days). It knows nothing of sales events.
 * Fewer than 3 whole days known: no forecast.
 */
import { addDays, daysOfMonth, monthOf } from '#core/time/calendar-month';
import type { UsageDay } from '#core/usage/served-counts';

/** Whole weeks that are looked back on. */
const weeks = 4;
/** Days before today that a forecast can use. */
export const knownDays = weeks * 7;
const leastKnownDays = 3;
/** 90th percentile of the standard normal distribution. */
const normalQuantile = 1.2816;

export interface MonthSoFar {
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly today: string;
  /** How much of today has passed, 0 … 1; a day may have 23 or 25 hours. */
  readonly passedShareOfToday: number;
  /** Served in the month so far, today included. */
  readonly served: number;
  /** Whole days before today, in order, from the store's first one on; more than 28 are cut. */
  readonly known: readonly UsageDay[];
  /** Served recommendations that the plan includes in a month; null: any number. */
  readonly quota: number | null;
}

export interface UsageForecast {
  /** Expected at the end of the month. */
  readonly served: number;
  /** 80 % of outcomes lie between `low` and `high`. */
  readonly low: number;
  readonly high: number;
  /** Day on which the quota is expected to be used up; null: not in this month. */
  readonly usedUpOn: string | null;
}

interface Group {
  readonly mean: number;
  readonly known: number;
}

const weekdayOf = (day: string): number => new Date(day).getUTCDay();

const groupOf = (days: readonly UsageDay[]): Group => ({
  mean: days.reduce((sum, { served }) => sum + served, 0) / days.length,
  known: days.length,
});

/** The group of each weekday. */
const groupsOf = (known: readonly UsageDay[]): readonly Group[] => {
  const all = groupOf(known);
  return Array.from({ length: 7 }, (_, weekday) =>
    known.length < knownDays ? all : groupOf(known.filter(({ date }) => weekdayOf(date) === weekday)),
  );
};

const varianceAround = (groups: readonly Group[], known: readonly UsageDay[]): number => {
  const squares = known.reduce((sum, { date, served }) => sum + (served - groups[weekdayOf(date)]!.mean) ** 2, 0);
  return squares / (known.length - new Set(groups).size);
};

interface ComingDay {
  readonly date: string;
  /** 1, or what is left of today. */
  readonly share: number;
}

const comingDays = ({ today, passedShareOfToday }: MonthSoFar): ComingDay[] => [
  { date: today, share: 1 - passedShareOfToday },
  ...daysOfMonth(monthOf(today))
    .filter((date) => date >= addDays(today, 1))
    .map((date) => ({ date, share: 1 })),
];

const doubt = (groups: readonly Group[], coming: readonly ComingDay[]): number => {
  const shares = new Map<Group, number>();
  for (const { date, share } of coming) {
    const group = groups[weekdayOf(date)]!;
    shares.set(group, (shares.get(group) ?? 0) + share);
  }
  return [...shares].reduce((sum, [{ known }, share]) => sum + share + share ** 2 / known, 0);
};

/** @returns undefined while too few days are known */
export const forecastMonth = (month: MonthSoFar): UsageForecast | undefined => {
  const known = month.known.slice(-knownDays);
  if (known.length < leastKnownDays) return undefined;
  const groups = groupsOf(known);
  const coming = comingDays(month);
  let expected = month.served;
  let usedUpOn: string | null = null;
  for (const { date, share } of coming) {
    expected += share * groups[weekdayOf(date)]!.mean;
    if (usedUpOn === null && month.quota !== null && expected >= month.quota) usedUpOn = date;
  }
  const spread = normalQuantile * Math.sqrt(varianceAround(groups, known) * doubt(groups, coming));
  return {
    served: Math.round(expected),
    low: Math.max(month.served, Math.floor(expected - spread)),
    high: Math.ceil(expected + spread),
    usedUpOn,
  };
};
