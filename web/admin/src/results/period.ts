import { countDays } from '../../../../core/events/daily-counters.ts';
import { addDays } from '../../../../core/time/calendar-month.ts';

/** Days on the store's calendar, `YYYY-MM-DD`, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Most days that one answer tells of. */
export const mostDays = 92;
export const usualLengths = [7, 28, 90] as const;
const firstLength = 28;

export const lastDays = (days: number, today: string): Period => ({ from: addDays(today, 1 - days), to: today });

const isDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** What stands in the way of showing a period. */
export const periodProblem = ({ from, to }: Period, today: string): string | undefined => {
  if (!isDate(from) || !isDate(to)) return 'Give both days';
  if (from > to) return 'The first day lies after the last';
  if (to > today) return 'These days have not come yet';
  return countDays(from, to) > mostDays ? `At most ${mostDays} days` : undefined;
};

/** The period that an address names; the last four weeks when it names none, or one that cannot be. */
export const periodOf = (search: URLSearchParams, today: string): Period => {
  const named = { from: search.get('from') ?? '', to: search.get('to') ?? '' };
  return periodProblem(named, today) === undefined ? named : lastDays(firstLength, today);
};

/** The usual length that a period has, when it ends today. */
export const lengthOf = ({ from, to }: Period, today: string): number | undefined =>
  to === today ? usualLengths.find((days) => days === countDays(from, to)) : undefined;
