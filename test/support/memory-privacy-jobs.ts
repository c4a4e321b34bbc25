import type { PrivacyJobStore } from '#core/ports/privacy-job-store';
import type { PrivacyJob, PrivacyJobRef } from '#core/privacy/privacy-job';

/** Privacy jobs in memory with the semantics of the port. */
export const memoryPrivacyJobs = (): PrivacyJobStore => {
  const kept = new Map<string, PrivacyJob>();
  const name = ({ companyId, jobId }: PrivacyJobRef) => `${companyId}/${jobId}`;
  const end = (ref: PrivacyJobRef, change: Partial<PrivacyJob>): void => {
    const { customerId: _customer, ...job } = kept.get(name(ref)) ?? ({} as PrivacyJob);
    if (job.status === 'running') kept.set(name(ref), { ...job, ...change });
  };
  return {
    create: async (job) => void kept.set(name(job), job),
    get: async (ref) => kept.get(name(ref)),
    list: async (companyId) => ({
      data: [...kept.values()].filter((job) => job.companyId === companyId).reverse(),
      nextCursor: null,
    }),
    finish: async (ref, given, now) => end(ref, { ...given, status: 'succeeded', updatedAt: now }),
    fail: async (ref, failure, now) => end(ref, { failure, status: 'failed', updatedAt: now }),
    forgetFile: async (ref) => {
      const job = kept.get(name(ref));
      if (job) kept.set(name(ref), { ...job, fileKey: null, fileExpiresAt: null });
    },
  };
};
