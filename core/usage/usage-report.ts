import type { RollUpRow } from '#core/analytics/roll-up';
import { daysBetween } from '#core/events/daily-counters';
import { basisPointsOf } from '#core/money/basis-points';
import { addDays, daysOfMonth, firstDayOf, lastDayOf, monthOf } from '#core/time/calendar-month';
import { startOfStoreDay } from '#core/time/start-of-store-day';
import { storeDayOf } from '#core/time/store-day';
import { forecastMonth, knownDays, type UsageForecast } from '#core/usage/forecast-month';
import {
  type PlacementUsage,
  servedByDay,
  servedByPlacement,
  totalServed,
  type UsageDay,
} from '#core/usage/served-counts';

export interface UsageQuestion {
  /** `YYYY-MM` on the store's calendar; not in the future. */
  readonly month: string;
  readonly timeZone: string;
  /** ISO-8601 UTC instant at which the company was made. */
  readonly createdAt: string;
  /** Null: any number. */
  readonly quota: number | null;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface UsageReport {
  readonly month: string;
  readonly served: number;
  /** Days of the month up to today. */
  readonly days: readonly UsageDay[];
  readonly placements: readonly PlacementUsage[];
  /** Used part of the quota in basis points, above 10,000 when more was served; null without a quota. */
  readonly usedBasisPoints: number | null;
  /** Day on which the quota was used up; null: it was not. */
  readonly usedUpOn: string | null;
  /** Of the current month alone. */
  readonly forecast: UsageForecast | null;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The store days that a report is made of. */
export const daysToRead = ({ month, timeZone, now }: UsageQuestion): Period => {
  const today = storeDayOf(now, timeZone);
  if (month !== monthOf(today)) return { from: firstDayOf(month), to: lastDayOf(month) };
  const [from = today] = [firstDayOf(month), addDays(today, -knownDays)].sort();
  return { from, to: today };
};

const usedUpOn = (days: readonly UsageDay[], quota: number | null): string | null => {
  let served = 0;
  for (const day of days) {
    served += day.served;
    if (quota !== null && served >= quota) return day.date;
  }
  return null;
};

const passedShare = (today: string, timeZone: string, now: string): number => {
  const begin = Date.parse(startOfStoreDay(today, timeZone));
  const end = Date.parse(startOfStoreDay(addDays(today, 1), timeZone));
  return (Date.parse(now) - begin) / (end - begin);
};

const forecastOf = (question: UsageQuestion, rows: readonly RollUpRow[], served: number) => {
  const { timeZone, createdAt, quota, now } = question;
  const today = storeDayOf(now, timeZone);
  const firstWholeDay = addDays(storeDayOf(createdAt, timeZone), 1);
  const known = servedByDay(rows, daysBetween(addDays(today, -knownDays), addDays(today, -1)));
  return forecastMonth({
    today,
    passedShareOfToday: passedShare(today, timeZone, now),
    served,
    known: known.filter(({ date }) => date >= firstWholeDay),
    quota,
  });
};

/** @param rows of `daysToRead(question)` */
export const usageReport = (question: UsageQuestion, rows: readonly RollUpRow[]): UsageReport => {
  const { month, timeZone, quota, now } = question;
  const today = storeDayOf(now, timeZone);
  const days = servedByDay(
    rows,
    daysOfMonth(month).filter((date) => date <= today),
  );
  const served = totalServed(days);
  return {
    month,
    served,
    days,
    placements: servedByPlacement(rows.filter(({ date }) => monthOf(date) === month)),
    usedBasisPoints: quota === null ? null : basisPointsOf(served, quota),
    usedUpOn: usedUpOn(days, quota),
    forecast: month === monthOf(today) ? (forecastOf(question, rows, served) ?? null) : null,
  };
};
