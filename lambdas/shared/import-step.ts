import type * as z from 'zod';
import { ImportFileError } from '#core/imports/column-mapping';
import type { ImportJob } from '#core/imports/import-job';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';
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

export const writeJson = (artifacts: ArtifactStore, key: string, value: unknown): Promise<void> =>
  artifacts.put(key, Buffer.from(JSON.stringify(value)));

/** What a step left behind; `undefined` when it has not run to its end. */
export const readJson = async <T>(artifacts: ArtifactStore, key: string): Promise<T | undefined> => {
  try {
    return JSON.parse(Buffer.from(await artifacts.get(key)).toString('utf8')) as T;
  } catch (error) {
    if (error instanceof ArtifactMissingError) return undefined;
    throw error;
  }
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
