import type { CompanySettings } from '#core/companies/company-settings';
import { type FoundStatement, readStatement } from '#core/usage/read-statement';
import { monthAsked } from '#lambdas/api/usage/month-asked';
import type { UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';

interface StatementRequest {
  readonly company: CompanySettings;
  readonly query: { readonly month: string };
  readonly now: string;
}

/** The statement that a request means. @throws ProblemError 422 for a month that has not begun */
export const askedStatement = (
  deps: UsageDependencies,
  { company: { company, plan }, query, now }: StatementRequest,
): Promise<FoundStatement> => {
  const month = monthAsked(query.month, company, now);
  const shareBasisPoints = plan.value.revenueShareBasisPoints;
  return readStatement(deps, company.companyId, { month, shareBasisPoints, now });
};
