import { exportStoreAudit } from '#contracts/api/store-reports';
import { auditColumns, auditRows } from '#core/analytics/store-audit';
import { csvText } from '#core/csv/csv-text';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(exportStoreAudit, deps, async ({ company }) => {
    const report = await deps.reports.get(company.company.companyId, 'audit');
    return reply(csvText(auditColumns, report ? auditRows(report.audit) : []));
  });

export const handler = makeHandler(reportDependencies());
