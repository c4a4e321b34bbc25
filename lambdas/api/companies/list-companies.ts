import { listCompanies } from '#contracts/api/companies';
import { companyBody } from '#lambdas/api/companies/company-body';
import { type CompanyDependencies, runtimeDependencies } from '#lambdas/api/companies/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CompanyDependencies) =>
  httpEndpoint(listCompanies, deps, async ({ person, query }) => {
    const { data, nextCursor } = await deps.companies.listOfMember(person.userId, query);
    return reply({ data: data.map(companyBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
