import { uploadKey } from '#core/imports/import-files';
import { type ImportJob, isStartable } from '#core/imports/import-job';
import { type NewImport, newImportJob } from '#core/imports/new-import-job';
import { makeHandler as makeApplyChunk } from '#lambdas/imports/apply-chunk';
import { makeHandler as makeFinishImport } from '#lambdas/imports/finish-import';
import { makeHandler as makeGroupRows } from '#lambdas/imports/group-rows';
import { makeHandler as makePlanChunks } from '#lambdas/imports/plan-chunks';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';

/** A job with its file uploaded, waiting to be started. */
export const openImport = async (
  deps: ImportDependencies,
  put: (key: string, content: Uint8Array) => void,
  given: Partial<NewImport> & Pick<NewImport, 'companyId' | 'kind'>,
  file: string | Uint8Array,
): Promise<ImportJob> => {
  const job = newImportJob({
    format: 'csv',
    compressed: false,
    mapping: {},
    defaults: {},
    randomId: Math.random().toString(36).slice(2).padEnd(10, '0'),
    now: deps.clock(),
    ...given,
  });
  await deps.imports.create(job);
  put(uploadKey(job), typeof file === 'string' ? Buffer.from(file) : file);
  return job;
};

/** Runs the steps of an import one after the other, as the state machine does. */
export const runImport = async (deps: ImportDependencies, job: ImportJob, dryRun = false): Promise<ImportJob> => {
  const now = (await deps.imports.get(job)) ?? job;
  if (!isStartable(now, deps.clock())) throw new Error(`The job is ${now.status}`);
  const file = await deps.uploads.describe(uploadKey(job));
  const uploadTag = file?.tag ?? 'none';
  await deps.imports.start(now, { dryRun, uploadTag, now: deps.clock() });
  const run = { companyId: job.companyId, importId: job.importId, dryRun, uploadTag };
  const { parts, chunks } = await makePlanChunks(deps)(run);
  for (const part of parts) await makeGroupRows(deps)({ ...run, part });
  for (const chunk of chunks) await makeApplyChunk(deps)({ ...run, chunk });
  await makeFinishImport(deps)(run);
  return (await deps.imports.get(job)) ?? job;
};
