import { startImport } from '#contracts/api/imports';
import { uploadKey } from '#core/imports/import-files';
import { toImportBody } from '#lambdas/api/imports/import-body';
import { type ImportEndpointDependencies, runtimeDependencies } from '#lambdas/api/imports/runtime-dependencies';
import { startRun } from '#lambdas/api/imports/start-run';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ImportEndpointDependencies) =>
  httpEndpoint(startImport, deps, async ({ params, body, company, now }) => {
    const ref = { companyId: company.company.companyId, importId: params.importId };
    const job = (await deps.imports.get(ref)) ?? problem('not_found', `There is no import ${ref.importId}`);
    const file = (await deps.uploads.describe(uploadKey(ref))) ?? problem('unprocessable', 'Upload the file first');
    const { dryRun } = body;
    const started = await startRun(deps, job, { dryRun, uploadTag: file.tag, now });
    deps.log.info('import_started', { ...ref, kind: job.kind, dryRun, attempt: started.attempt });
    return reply(await toImportBody(deps.uploads, started));
  });

export const handler = makeHandler(runtimeDependencies());
