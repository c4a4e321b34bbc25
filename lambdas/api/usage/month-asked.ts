import type { Company } from '#core/companies/company';
import { monthOf } from '#core/time/calendar-month';
import { storeDayOf } from '#core/time/store-day';
import { problem } from '#lambdas/shared/problem';

/** The month that a request means. @throws ProblemError 422 for one that has not begun in the store */
export const monthAsked = (asked: string | undefined, { timeZone }: Company, now: string): string => {
  const present = monthOf(storeDayOf(now, timeZone));
  const month = asked ?? present;
  return month <= present ? month : problem('unprocessable', `The month ${month} has not begun; it is ${present}`);
};
