import type * as z from 'zod';
import { ImportFileError } from '#core/imports/column-mapping';
import type { ImportJob } from '#core/imports/import-job';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';
import { readJson, writeJson } from '#lambdas/shared/json-artifact';
import { errorContext } from '#lambdas/shared/observability';

/** One state's function: checks its input, and logs how it went. */
export const importStep =
  <S extends z.ZodObject, R>(
    step: string,
    schema: S,
    deps: ImportDependencies,
    work: (input: z.output<S>) => Promise<R>,
  ) =>
  async (event: unknown): Promise<R> => {
    const input = schema.parse(event);
    const { companyId, importId, part, chunk } = input as Record<string, unknown>;
    const startedAt = Date.parse(deps.clock());
    try {
      const result = await work(input);
      const durationMs = Date.parse(deps.clock()) - startedAt;
      deps.log.info('import_step_done', { step, companyId, importId, part, chunk, durationMs });
      return result;
    } catch (error) {
      const level = error instanceof ImportFileError ? 'warn' : 'error';
      deps.log[level]('import_failed', { step, companyId, importId, part, chunk, ...errorContext(error) });
      throw error;
    }
  };

/** @throws ImportFileError when the job was deleted meanwhile */
export const loadJob = async (
  { imports }: Pick<ImportDependencies, 'imports'>,
  ref: { companyId: string; importId: string },
): Promise<ImportJob> => {
  const job = await imports.get(ref);
  if (!job) throw new ImportFileError('The import no longer exists.');
  return job;
};

/**
 * Does a step's work once per job and mode: a restarted job finds what the step left and skips it. The step is counted
 * either way, for the progress that people see.
 */
export const oncePerStep = async <R>(
  deps: ImportDependencies,
  ref: { companyId: string; importId: string },
  { key, step }: { key: string; step: string },
  work: () => Promise<R>,
): Promise<R> => {
  const before = await readJson<R>(deps.artifacts, key);
  const result = before ?? (await work());
  if (before === undefined) await writeJson(deps.artifacts, key, result);
  await deps.imports.countStep(ref, step, deps.clock());
  return result;
};
