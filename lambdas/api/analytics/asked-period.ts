import { mostDays } from '#contracts/api/analytics';
import { countDays } from '#core/events/daily-counters';
import { problem } from '#lambdas/shared/problem';

export interface AskedPeriod {
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
}

/** What one answer reads stays bounded. @throws ProblemError 422 for an end before the start, or too many days */
export const checkPeriod = ({ from, to }: AskedPeriod, most = mostDays): void => {
  const count = countDays(from, to);
  if (count === 0) problem('unprocessable', `The end ${to} lies before the start ${from}`);
  if (count > most) problem('unprocessable', `${count} days are asked for; at most ${most} are given`);
};
