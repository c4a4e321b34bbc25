import { listImports } from '#contracts/api/imports';
import { toImportBody } from '#lambdas/api/imports/import-body';
import { type ImportEndpointDependencies, runtimeDependencies } from '#lambdas/api/imports/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ImportEndpointDependencies) =>
  httpEndpoint(listImports, deps, async ({ query, company }) => {
    const { data, nextCursor } = await deps.imports.list(company.company.companyId, query);
    return reply({ data: await Promise.all(data.map((job) => toImportBody(deps.uploads, job))), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
