import { getRevenueShare } from '#contracts/api/usage';
import { readStatement } from '#core/usage/read-statement';
import { monthAsked } from '#lambdas/api/usage/month-asked';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(getRevenueShare, deps, async ({ company: { company, plan }, query, now }) => {
    const month = monthAsked(query.month, company, now);
    const question = { month, shareBasisPoints: plan.value.revenueShareBasisPoints, now };
    const { statement, isIssued } = await readStatement(deps, company.companyId, question);
    return reply({
      month,
      status: isIssued ? 'issued' : 'preview',
      issuedAt: isIssued ? statement.issuedAt : null,
      shareBasisPoints: statement.shareBasisPoints,
      lines: [...statement.lines],
    });
  });

export const handler = makeHandler(runtimeDependencies());
