import { createImport } from '#contracts/api/imports';
import { uploadKey } from '#core/imports/import-files';
import { newImportJob } from '#core/imports/new-import-job';
import { toImportBody } from '#lambdas/api/imports/import-body';
import { type ImportEndpointDependencies, runtimeDependencies } from '#lambdas/api/imports/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

/** Long enough to choose a large file and send it over a slow line. */
const uploadLinkSeconds = 3600;

export const makeHandler = (deps: ImportEndpointDependencies) =>
  httpEndpoint(createImport, deps, async ({ body, company, now }) => {
    const job = newImportJob({ ...body, companyId: company.company.companyId, randomId: deps.newId(), now });
    await deps.imports.create(job);
    const url = await deps.uploads.uploadLink(uploadKey(job), uploadLinkSeconds);
    const expiresAt = new Date(Date.parse(now) + uploadLinkSeconds * 1000).toISOString();
    return reply({ ...(await toImportBody(deps.uploads, job)), upload: { url, method: 'PUT', expiresAt } });
  });

export const handler = makeHandler(runtimeDependencies());
