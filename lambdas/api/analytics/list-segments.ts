import { listSegments } from '#contracts/api/store-reports';
import type { OrderSum } from '#core/analytics/order-figures';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

const withOrderValue = (sum: OrderSum) => ({ ...sum, orderValue: sum.orders > 0 ? sum.revenue / sum.orders : null });

const byCurrency = (orders: Readonly<Record<string, OrderSum>>) =>
  Object.fromEntries(Object.entries(orders).map(([currency, sum]) => [currency, withOrderValue(sum)]));

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(listSegments, deps, async ({ company }) => {
    requireEntitlement(deps, company, 'advanced-analytics');
    const report = await deps.reports.get(company.company.companyId, 'segments');
    const segments = (report?.segments ?? []).map((one) => ({ ...one, orders: byCurrency(one.orders) }));
    return reply({ origin: report?.origin ?? null, segments });
  });

export const handler = makeHandler(reportDependencies());
