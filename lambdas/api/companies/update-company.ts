import { updateCompany } from '#contracts/api/companies';
import { companyBody } from '#lambdas/api/companies/company-body';
import { type CompanyDependencies, runtimeDependencies } from '#lambdas/api/companies/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CompanyDependencies) =>
  httpEndpoint(updateCompany, deps, async ({ params, body, ifMatchVersion, now }) => {
    const company = await deps.companies.update(params.companyId, body, ifMatchVersion, now);
    return reply(companyBody(company), { version: company.version });
  });

export const handler = makeHandler(runtimeDependencies());
