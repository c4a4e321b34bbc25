import { isAtWork, newPrivacyJob, type PrivacyJob, type PrivacyJobKind } from '#core/privacy/privacy-job';
import type { PrivacyEndpointDependencies } from '#lambdas/api/privacy/runtime-dependencies';
import { jobsAbout } from '#lambdas/shared/jobs-about';
import { problem } from '#lambdas/shared/problem';

export interface JobRequest {
  readonly companyId: string;
  readonly kind: PrivacyJobKind;
  readonly customerId: string;
  readonly requestedBy: string;
  readonly now: string;
}

/** Two jobs about one person would take each other's notes away, and an export could outlive its erasure. */
const refuseSecond = async (
  deps: PrivacyEndpointDependencies,
  { companyId, now }: JobRequest,
  subject: string,
): Promise<void> => {
  for await (const job of jobsAbout(deps, companyId, subject)) {
    if (isAtWork(job, now))
      problem('conflict', `The job ${job.jobId} is at work on this customer; ask again when it ended`);
  }
};

/** Opens a job and starts its machine; a machine that cannot be started fails the job, which forgets the customer. */
export const startJob = async (deps: PrivacyEndpointDependencies, request: JobRequest): Promise<PrivacyJob> => {
  const { companyId, kind, customerId, requestedBy, now } = request;
  const subject = await deps.erased.subjectOf(companyId, customerId);
  await refuseSecond(deps, request, subject);
  const job = newPrivacyJob({ companyId, kind, customerId, subject, requestedBy, randomId: deps.newId(), now });
  await deps.jobs.create(job);
  try {
    await deps.starter.start(job);
  } catch (error) {
    await deps.jobs.fail(job, 'The job could not be started. Ask again.', now);
    throw error;
  }
  deps.log.info('privacy_job_started', { companyId, jobId: job.jobId, kind, subject, requestedBy });
  return job;
};
