import { listAffinities } from '#contracts/api/store-reports';
import { type Affinity, affinityKey, matchesAffinity } from '#core/analytics/affinity';
import { affinityBody } from '#lambdas/api/analytics/affinity-body';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { reportPage } from '#lambdas/api/analytics/report-page';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(listAffinities, deps, async ({ company, query: { limit, cursor, order, ...filter } }) => {
    requireEntitlement(deps, company, 'advanced-analytics');
    const { companyId } = company.company;
    const { origin, pairs } = (await deps.reports.get(companyId, 'affinity')) ?? { origin: null, pairs: [] };
    const allOrders = origin?.orders ?? 1;
    const keyOf = (pair: Affinity) => affinityKey(pair, order, allOrders);
    const wanted = pairs.filter((pair) => matchesAffinity(pair, filter));
    const { data, nextCursor } = reportPage(wanted, { companyId, name: `affinity:${order}`, keyOf }, { limit, cursor });
    return reply({ origin, data: data.map((pair) => affinityBody(pair, allOrders)), nextCursor });
  });

export const handler = makeHandler(reportDependencies());
