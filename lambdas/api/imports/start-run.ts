import type { ImportJob } from '#core/imports/import-job';
import type { ImportStart } from '#core/ports/import-store';
import type { ImportEndpointDependencies } from '#lambdas/api/imports/runtime-dependencies';

/**
 * Begins an attempt and starts its machine. When that cannot be started, the job is failed at once, so that it can be
 * started again. @throws ConflictError when the job runs or is done
 */
export const startRun = async (
  { imports, starter }: Pick<ImportEndpointDependencies, 'imports' | 'starter'>,
  job: ImportJob,
  start: ImportStart,
): Promise<ImportJob> => {
  const { companyId, importId } = job;
  const started = await imports.start(job, start);
  try {
    await starter.start({ companyId, importId, dryRun: start.dryRun, uploadTag: start.uploadTag }, started.attempt);
  } catch (error) {
    await imports.fail(job, 'The import could not be started. Start it again.', start.now);
    throw error;
  }
  return started;
};
