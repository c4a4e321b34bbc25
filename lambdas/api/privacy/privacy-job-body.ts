import type * as z from 'zod';
import type { privacyJobSchema } from '#contracts/api/privacy';
import type { PrivacyJob } from '#core/privacy/privacy-job';
import type { PrivacyEndpointDependencies } from '#lambdas/api/privacy/runtime-dependencies';

const downloadLinkSeconds = 900;

/** A link for whoever asks now; none once the file is gone. */
const downloadUrl = async (
  { files }: Pick<PrivacyEndpointDependencies, 'files'>,
  { fileKey, fileExpiresAt }: PrivacyJob,
  now: string,
): Promise<string | null> =>
  fileKey === null || (fileExpiresAt ?? '') <= now ? null : files.downloadLink(fileKey, downloadLinkSeconds);

/** A job as the API answers it: without whom it is about. */
export const toPrivacyJobBody = async (
  deps: Pick<PrivacyEndpointDependencies, 'files'>,
  job: PrivacyJob,
  now: string,
): Promise<z.input<typeof privacyJobSchema>> => ({
  jobId: job.jobId,
  kind: job.kind,
  status: job.status,
  subject: job.subject,
  requestedBy: job.requestedBy,
  counts: { ...job.counts },
  downloadUrl: await downloadUrl(deps, job, now),
  fileExpiresAt: job.fileExpiresAt,
  report: job.report,
  failure: job.failure,
  createdAt: job.createdAt,
  updatedAt: job.updatedAt,
});
