import { daysBetween } from '#core/events/daily-counters';

/** `YYYY-MM` of a date `YYYY-MM-DD`. */
export const monthOf = (day: string): string => day.slice(0, 7);

export const firstDayOf = (month: string): string => `${month}-01`;

/** The date some days later, or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The month some months later, or earlier. */
export const addMonths = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
};

export const lastDayOf = (month: string): string => addDays(firstDayOf(addMonths(month, 1)), -1);

export const daysOfMonth = (month: string): string[] => daysBetween(firstDayOf(month), lastDayOf(month));
