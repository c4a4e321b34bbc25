import type * as z from 'zod';
import type { Person } from '#core/privacy/person';
import { privacyFiles } from '#core/privacy/privacy-files';
import type { PrivacyJob, PrivacyJobRef } from '#core/privacy/privacy-job';
import { readJson } from '#lambdas/shared/json-artifact';
import { errorContext } from '#lambdas/shared/observability';
import type { PrivacyDependencies } from '#lambdas/shared/privacy-dependencies';

/** An error that no retry mends: the job is gone, or over. */
export class PrivacyJobOverError extends Error {
  override readonly name = 'PrivacyJobOverError';
}

/** One state's function: checks its input, and logs how it went. Neither says who the person is. */
export const privacyStep =
  <S extends z.ZodObject, R>(
    step: string,
    schema: S,
    deps: Pick<PrivacyDependencies, 'clock' | 'log' | 'meter'>,
    work: (input: z.output<S>) => Promise<R>,
  ) =>
  async (event: unknown): Promise<R> => {
    const input = schema.parse(event);
    const { companyId, jobId, kind, part } = input as Record<string, unknown>;
    const startedAt = Date.parse(deps.clock());
    try {
      const result = await work(input);
      const durationMs = Date.parse(deps.clock()) - startedAt;
      deps.log.info('privacy_step_done', { step, companyId, jobId, kind, part, durationMs });
      return result;
    } catch (error) {
      deps.log.error('privacy_step_failed', { step, companyId, jobId, kind, part, ...errorContext(error) });
      throw error;
    } finally {
      deps.meter.flush();
    }
  };

export type RunningJob = PrivacyJob & { readonly customerId: string };

/** The job of a step. @throws PrivacyJobOverError when it does not run any more */
export const runningJob = async (
  { jobs }: Pick<PrivacyDependencies, 'jobs'>,
  ref: PrivacyJobRef,
): Promise<RunningJob> => {
  const job = await jobs.get(ref);
  const { customerId } = job ?? {};
  if (!job || customerId === undefined) throw new PrivacyJobOverError(`The job ${ref.jobId} does not run`);
  return { ...job, customerId };
};

interface KnownSessions {
  readonly sessionIds: readonly string[];
}

/** Sessions that a job has found. */
export const sessionsOf = async (
  { artifacts }: Pick<PrivacyDependencies, 'artifacts'>,
  ref: PrivacyJobRef,
): Promise<readonly string[]> => (await readJson<KnownSessions>(artifacts, privacyFiles(ref).person))?.sessionIds ?? [];

/** Whom a job is about, once its sessions are joined. @throws PrivacyJobOverError when it does not run any more */
export const personOf = async (
  deps: Pick<PrivacyDependencies, 'jobs' | 'artifacts'>,
  ref: PrivacyJobRef,
): Promise<Person> => {
  const { customerId } = await runningJob(deps, ref);
  return { customerId, sessionIds: new Set(await sessionsOf(deps, ref)) };
};

/** Deletes what a job has noted, all versions of it. */
export const clearWork = async ({ files }: Pick<PrivacyDependencies, 'files'>, ref: PrivacyJobRef): Promise<void> => {
  const { work } = privacyFiles(ref);
  for (const key of await files.list(work)) await files.delete(key);
  await files.forgetVersions(work);
};
