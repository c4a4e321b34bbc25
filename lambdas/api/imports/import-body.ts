import type * as z from 'zod';
import type { importJobSchema } from '#contracts/api/imports';
import { type ImportJob, importProgress } from '#core/imports/import-job';
import type { UploadStore } from '#core/ports/upload-store';

const reportLinkSeconds = 3600;

const reportLink = async (uploads: UploadStore, { reportKey }: ImportJob): Promise<string | null> =>
  reportKey === null ? null : uploads.downloadLink(reportKey, reportLinkSeconds);

/** A job as the API answers it. */
export const toImportBody = async (uploads: UploadStore, job: ImportJob): Promise<z.input<typeof importJobSchema>> => ({
  importId: job.importId,
  kind: job.kind,
  format: job.format,
  compressed: job.compressed,
  dryRun: job.dryRun,
  mapping: { ...job.mapping },
  status: job.status,
  counts: job.counts,
  rejections: [...job.rejections],
  sample: [...job.sample],
  reportUrl: await reportLink(uploads, job),
  progress: importProgress(job),
  failure: job.failure,
  createdAt: job.createdAt,
  updatedAt: job.updatedAt,
});
