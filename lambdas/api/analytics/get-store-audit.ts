import { getStoreAudit } from '#contracts/api/store-reports';
import { affinityBody } from '#lambdas/api/analytics/affinity-body';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(getStoreAudit, deps, async ({ company }) => {
    const report = await deps.reports.get(company.company.companyId, 'audit');
    if (!report) return reply({ origin: null, audit: null });
    const { origin, audit } = report;
    const topPairs = audit.topPairs.map((pair) => affinityBody(pair, origin.orders));
    return reply({ origin, audit: { ...audit, topPairs } });
  });

export const handler = makeHandler(reportDependencies());
