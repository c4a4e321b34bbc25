import { getImport } from '#contracts/api/imports';
import { toImportBody } from '#lambdas/api/imports/import-body';
import { type ImportEndpointDependencies, runtimeDependencies } from '#lambdas/api/imports/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ImportEndpointDependencies) =>
  httpEndpoint(getImport, deps, async ({ params, company }) => {
    const job = await deps.imports.get({ companyId: company.company.companyId, importId: params.importId });
    return reply(
      await toImportBody(deps.uploads, job ?? problem('not_found', `There is no import ${params.importId}`)),
    );
  });

export const handler = makeHandler(runtimeDependencies());
