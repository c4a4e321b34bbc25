import { createCompany } from '#contracts/api/companies';
import { companyIdFromName } from '#core/companies/company-id';
import { type CompanyDependencies, runtimeDependencies } from '#lambdas/api/companies/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CompanyDependencies) =>
  httpEndpoint(createCompany, deps, async ({ body, person, now }) => {
    const companyId = body.companyId ?? companyIdFromName(body.name, deps.newId());
    const company = { ...body, companyId, version: 1, createdAt: now, updatedAt: now };
    await deps.companies.create(company, { ownerId: person.userId, signingKey: deps.newSigningKey() });
    return reply(company, { version: 1, headers: { location: `/api/companies/${companyId}` } });
  });

export const handler = makeHandler(runtimeDependencies());
