import { listOpportunities } from '#contracts/api/store-reports';
import { draftFor } from '#core/analytics/opportunities/draft-for';
import { linkOf } from '#core/analytics/opportunities/link-of';
import { type Opportunity, opportunityKinds } from '#core/analytics/opportunity';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { reportPage } from '#lambdas/api/analytics/report-page';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

const keyOf = ({ kind, stake, opportunityId }: Opportunity) => [
  opportunityKinds.indexOf(kind),
  -stake.value,
  opportunityId,
];

const opportunityBody = (opportunity: Opportunity) => ({
  ...opportunity,
  link: linkOf(opportunity),
  draft: draftFor(opportunity),
});

export const makeHandler = (deps: ReportDependencies) =>
  httpEndpoint(listOpportunities, deps, async ({ company, query: { limit, cursor, kind } }) => {
    requireEntitlement(deps, company, 'advanced-analytics');
    const { companyId } = company.company;
    const report = await deps.reports.get(companyId, 'opportunities');
    const wanted = (report?.opportunities ?? []).filter((one) => kind === undefined || one.kind === kind);
    const { data, nextCursor } = reportPage(wanted, { companyId, name: 'opportunities', keyOf }, { limit, cursor });
    return reply({ origin: report?.origin ?? null, data: data.map(opportunityBody), nextCursor });
  });

export const handler = makeHandler(reportDependencies());
