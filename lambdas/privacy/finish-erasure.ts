import { privacyJobInput } from '#contracts/privacy/privacy-step';
import { signErasureReport } from '#core/privacy/erasure-report';
import { privacyFiles } from '#core/privacy/privacy-files';
import { addPrivacyCounts, type PrivacyCounts, type PrivacyJobRef } from '#core/privacy/privacy-job';
import { readJson } from '#lambdas/shared/json-artifact';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { clearWork, PrivacyJobOverError, privacyStep, runningJob, sessionsOf } from '#lambdas/shared/privacy-step';

const erasedCounts = async (deps: PrivacyDependencies, ref: PrivacyJobRef): Promise<Record<string, number>> => {
  const keys = await deps.artifacts.list(privacyFiles(ref).donePrefix);
  const parts = await Promise.all(keys.map((key) => readJson<PrivacyCounts>(deps.artifacts, key)));
  const sessions = { session: (await sessionsOf(deps, ref)).length };
  return addPrivacyCounts([sessions, ...parts.filter((part) => part !== undefined)]);
};

const signingKeyOf = async ({ settings }: PrivacyDependencies, companyId: string): Promise<string> => {
  const company = await settings(companyId);
  if (!company) throw new PrivacyJobOverError(`There is no company ${companyId}`);
  return company.signingKey;
};

/** Sums up, signs the report, and only then forgets the person: a repetition after that just clears up. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('FinishErasure', privacyJobInput, deps, async ({ companyId, jobId }) => {
    const ref = { companyId, jobId };
    const now = deps.clock();
    if ((await deps.jobs.get(ref))?.status === 'running') {
      const [job, counts] = [await runningJob(deps, ref), await erasedCounts(deps, ref)];
      const report = signErasureReport(job, counts, now, await signingKeyOf(deps, companyId));
      await deps.jobs.finish(ref, { counts, report }, now);
      deps.log.info('person_erased', { companyId, jobId, subject: job.subject, counts });
    }
    await clearWork(deps, ref);
    return {};
  });

export const handler = makeHandler(privacyDependencies());
