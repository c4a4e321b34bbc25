import { getDataQuality } from '#contracts/api/quarantine';
import { countDays, daysBetween } from '#core/events/daily-counters';
import { type QuarantineDependencies, runtimeDependencies } from '#lambdas/api/quarantine/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

/** A quarter: what one answer reads stays bounded. */
const mostDays = 92;

export const makeHandler = (deps: QuarantineDependencies) =>
  httpEndpoint(getDataQuality, deps, async ({ company, query: { from, to } }) => {
    const count = countDays(from, to);
    if (count === 0) return problem('unprocessable', `The end ${to} lies before the start ${from}`);
    if (count > mostDays) return problem('unprocessable', `${count} days are asked for; at most ${mostDays} are given`);
    return reply({ days: await deps.counters.quality(company.company.companyId, daysBetween(from, to)) });
  });

export const handler = makeHandler(runtimeDependencies());
