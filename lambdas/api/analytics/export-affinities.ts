import { exportAffinities } from '#contracts/api/store-reports';
import { affinityCells, affinityColumns, matchesAffinity } from '#core/analytics/affinity';
import { csvText } from '#core/csv/csv-text';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(exportAffinities, deps, async ({ company, query: filter }) => {
    requireEntitlement(deps, company, 'advanced-analytics');
    const report = await deps.reports.get(company.company.companyId, 'affinity');
    const pairs = report?.pairs.filter((pair) => matchesAffinity(pair, filter)) ?? [];
    const rows = pairs.map((pair) => affinityCells(pair, report?.origin.orders ?? 1));
    return reply(csvText(affinityColumns, rows));
  });

export const handler = makeHandler(reportDependencies());
