import { mostDays } from '#contracts/api/analytics';
import type { DayPeriod } from '#core/analytics/day-period';
import { countDays } from '#core/events/daily-counters';
import { problem } from '#lambdas/shared/problem';

/** What one answer reads stays bounded. @throws ProblemError 422 for an end before the start, or too many days */
export const checkPeriod = ({ from, to }: DayPeriod, most = mostDays): void => {
  const count = countDays(from, to);
  if (count === 0) problem('unprocessable', `The end ${to} lies before the start ${from}`);
  if (count > most) problem('unprocessable', `${count} days are asked for; at most ${most} are given`);
};
