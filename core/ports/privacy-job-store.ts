import type { Page, PageRequest } from '#core/ports/page';
import type { PrivacyCounts, PrivacyJob, PrivacyJobRef } from '#core/privacy/privacy-job';

export interface PrivacyJobEnd {
  readonly counts: PrivacyCounts;
  readonly fileKey?: string;
  readonly fileExpiresAt?: string;
  readonly report?: string;
}

export interface PrivacyJobStore {
  /** @throws ConflictError when the id is taken */
  create(job: PrivacyJob): Promise<void>;
  get(ref: PrivacyJobRef): Promise<PrivacyJob | undefined>;
  /** Newest first. @throws InvalidCursorError */
  list(companyId: string, page: PageRequest): Promise<Page<PrivacyJob>>;
  /** Ends a job well and forgets whom it was about; the same end again changes nothing. */
  finish(ref: PrivacyJobRef, end: PrivacyJobEnd, now: string): Promise<void>;
  /** Ends a running job badly and forgets whom it was about. */
  fail(ref: PrivacyJobRef, failure: string, now: string): Promise<void>;
  /** Says that the exported file is gone. */
  forgetFile(ref: PrivacyJobRef): Promise<void>;
}
