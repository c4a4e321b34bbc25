import { getHoldOutResults } from '#contracts/api/hold-out';
import { judgeHoldOut } from '#core/hold-out/judge-hold-out';
import { storeDayOf } from '#core/time/store-day';
import { weekAfter, weekOf, weeksBetween } from '#core/time/store-week';
import { type HoldOutDependencies, runtimeDependencies } from '#lambdas/api/hold-out/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

/** Half a year: what one answer reads stays bounded. */
const mostWeeks = 26;
const usualWeeks = 12;

interface Asked {
  readonly from?: string;
  readonly to?: string;
}

/** Mondays of the first and the last week that begin within what is asked for. */
const weeksAsked = ({ from, to }: Asked, today: string): { from: string; to: string } => {
  const last = weekOf(to ?? today);
  if (from === undefined) return { from: weekAfter(last, 1 - usualWeeks), to: last };
  const first = weekOf(from);
  return { from: first < from ? weekAfter(first, 1) : first, to: last };
};

export const makeHandler = (deps: HoldOutDependencies) =>
  httpEndpoint(getHoldOutResults, deps, async ({ company: { company, holdOut }, query, now }) => {
    const { companyId, timeZone, currency } = company;
    const { from, to } = weeksAsked(query, storeDayOf(now, timeZone));
    const count = weeksBetween(from, to) + 1;
    if (count < 1) return problem('unprocessable', 'No week begins between the start and the end');
    if (count > mostWeeks)
      return problem('unprocessable', `${count} weeks are asked for; at most ${mostWeeks} are given`);
    const cells = await deps.holdOut.weeks(companyId, from, to);
    return reply({ currency, ...judgeHoldOut(cells, { settings: holdOut.value, timeZone, currency, from, to }) });
  });

export const handler = makeHandler(runtimeDependencies());
