import { newPrivacyJob, type PrivacyJob, type PrivacyJobKind } from '#core/privacy/privacy-job';
import type { PrivacyEndpointDependencies } from '#lambdas/api/privacy/runtime-dependencies';

export interface JobRequest {
  readonly companyId: string;
  readonly kind: PrivacyJobKind;
  readonly customerId: string;
  readonly requestedBy: string;
  readonly now: string;
}

/** Opens a job and starts its machine; a machine that cannot be started fails the job, which forgets the customer. */
export const startJob = async (
  deps: PrivacyEndpointDependencies,
  { companyId, kind, customerId, requestedBy, now }: JobRequest,
): Promise<PrivacyJob> => {
  const subject = await deps.erased.subjectOf(companyId, customerId);
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
