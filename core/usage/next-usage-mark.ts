import { addDays, addMonths, firstDayOf, monthOf } from '#core/time/calendar-month';
import { startOfStoreDay } from '#core/time/start-of-store-day';
import { storeDayOf } from '#core/time/store-day';
import { totalServed, type UsageDay } from '#core/usage/served-counts';
import type { UsageMark } from '#core/usage/usage-mark';

/**
 * Events wait in the stream for up to 12 hours where a consumer fails, so a day may grow that long after its end. What
 * lies two days back grows no more and is not read again.
 */
const openDays = 2;

const freshMark = (month: string, timeZone: string): UsageMark => ({
  month,
  monthEndsAt: startOfStoreDay(firstDayOf(addMonths(month, 1)), timeZone),
  served: 0,
  closedThrough: null,
  servedInClosedDays: 0,
});

/** The mark to go on from: the last one, or an empty one when a new month has begun. */
export const markToContinue = (last: UsageMark | undefined, now: string, timeZone: string): UsageMark => {
  const month = monthOf(storeDayOf(now, timeZone));
  return last?.month === month ? last : freshMark(month, timeZone);
};

/** First day whose count must be read to bring a mark up to date. */
export const openFrom = ({ month, closedThrough }: UsageMark): string =>
  closedThrough === null ? firstDayOf(month) : addDays(closedThrough, 1);

/**
 * A mark brought up to date.
 * @param days served on the days from `openFrom(mark)` to today
 * @param today `YYYY-MM-DD` on the store's calendar
 */
export const advanceMark = (mark: UsageMark, days: readonly UsageDay[], today: string): UsageMark => {
  const closing = days.filter(({ date }) => date <= addDays(today, -openDays));
  return {
    ...mark,
    served: mark.servedInClosedDays + totalServed(days),
    closedThrough: closing.at(-1)?.date ?? mark.closedThrough,
    servedInClosedDays: mark.servedInClosedDays + totalServed(closing),
  };
};

/** Whether a mark is worth writing: it changes what shops get, or spares reads from now on. */
export const isNews = (last: UsageMark | undefined, next: UsageMark, quota: number): boolean => {
  if (last?.month !== next.month) return next.served >= quota || next.closedThrough !== null;
  return last.served >= quota !== next.served >= quota || last.closedThrough !== next.closedThrough;
};
