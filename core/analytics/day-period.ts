import { countDays } from '#core/events/daily-counters';
import { lastDayOf, weekAfter, weekOf, weeksBetween } from '#core/time/store-week';

/** Days of a store, `YYYY-MM-DD`, both included. */
export interface DayPeriod {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** As many days just before. */
export const periodBefore = ({ from, to }: DayPeriod): DayPeriod => {
  const days = countDays(from, to);
  return { from: dayAfter(from, -days), to: dayAfter(from, -1) };
};

/** Mondays of the first and the last week that lie wholly within a period; `undefined` when none does. */
export const wholeWeeks = ({ from, to }: DayPeriod): DayPeriod | undefined => {
  const [first, last] = [weekOf(from), weekOf(to)];
  const start = first < from ? weekAfter(first, 1) : first;
  const end = lastDayOf(last) > to ? weekAfter(last, -1) : last;
  return weeksBetween(start, end) < 0 ? undefined : { from: start, to: end };
};
