import { listRuleImpressions } from '#contracts/api/upsell-impressions';
import type { ImpressionState } from '#core/offers/impression-state';
import { utcInstant } from '#core/time/utc-instant';
import { type PerformanceDependencies, runtimeDependencies } from '#lambdas/api/upsell/performance-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const dayMs = 86_400_000;
const mostDays = 31;

interface Asked {
  readonly from?: string;
  readonly until?: string;
}

/** The window asked for in UTC; the last 24 hours when nothing is said. */
const windowOf = ({ from, until }: Asked, now: string) => {
  const end = utcInstant(until ?? now);
  const start = from === undefined ? new Date(Date.parse(end) - dayMs).toISOString() : utcInstant(from);
  if (start >= end || Date.parse(end) - Date.parse(start) > mostDays * dayMs) {
    const message = `lies after from, by at most ${mostDays} days`;
    return problem('validation_failed', `until ${message}`, [{ pointer: '/query/until', code: 'custom', message }]);
  }
  return { from: start, until: end };
};

const toBody = (state: ImpressionState) => ({
  offerId: state.offerId,
  ruleId: state.ruleId,
  type: state.type,
  experimentId: state.experimentId ?? null,
  variant: state.variant ?? null,
  sessionId: state.sessionId,
  shownAt: state.shownAt ?? null,
  acceptedAt: state.acceptedAt ?? null,
  declinedAt: state.declinedAt ?? null,
  orderId: state.orderId ?? null,
  value: state.value ?? null,
});

export const makeHandler = (deps: PerformanceDependencies) =>
  httpEndpoint(listRuleImpressions, deps, async ({ params: { ruleId }, query, company, now }) => {
    const window = { ...windowOf(query, now), limit: query.limit };
    const impressions = await deps.offerEvents.ofRule(company.company.companyId, ruleId, window);
    return reply({ data: impressions.map(toBody) });
  });

export const handler = makeHandler(runtimeDependencies());
