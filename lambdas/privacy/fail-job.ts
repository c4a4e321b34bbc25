import { privacyJobInput } from '#contracts/privacy/privacy-step';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { privacyStep } from '#lambdas/shared/privacy-step';

const failures = {
  export: 'Something went wrong on our side. Ask again.',
  erasure: 'Something went wrong on our side. Ask again: the next erasure goes on where this one stopped.',
} as const;

/** Closes a job that a step could not carry out. The sessions that it found stay noted for the next job of the person. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('FailJob', privacyJobInput, deps, async ({ companyId, jobId, kind }) => {
    await deps.jobs.fail({ companyId, jobId }, failures[kind], deps.clock());
    deps.log.error('privacy_job_failed', { companyId, jobId, kind });
    return {};
  });

export const handler = makeHandler(privacyDependencies());
