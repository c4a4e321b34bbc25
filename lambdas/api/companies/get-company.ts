import { getCompany } from '#contracts/api/companies';
import { companyBody } from '#lambdas/api/companies/company-body';
import { type CompanyDependencies, runtimeDependencies } from '#lambdas/api/companies/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

/** Reads past the cache of credentials, so that the version is one that a change can name. */
export const makeHandler = (deps: CompanyDependencies) =>
  httpEndpoint(getCompany, deps, async ({ params }) => {
    const company = await deps.companies.get(params.companyId);
    return company
      ? reply(companyBody(company), { version: company.version })
      : problem('not_found', `There is no company ${params.companyId}`);
  });

export const handler = makeHandler(runtimeDependencies());
