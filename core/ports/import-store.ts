import type { ImportChange, ImportCounts, ImportJob, RejectionCount } from '#core/imports/import-job';
import type { Page, PageRequest } from '#core/ports/page';

export interface ImportStart {
  readonly dryRun: boolean;
  readonly uploadTag: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface ImportOutcome {
  readonly counts: ImportCounts;
  readonly rejections: readonly RejectionCount[];
  readonly sample: readonly ImportChange[];
  readonly reportKey: string | null;
}

/** Names one job. */
export interface ImportRef {
  readonly companyId: string;
  readonly importId: string;
}

export interface ImportStore {
  /** @throws ConflictError when the id is taken */
  create(job: ImportJob): Promise<void>;
  get(ref: ImportRef): Promise<ImportJob | undefined>;
  /** Newest first. @throws InvalidCursorError */
  list(companyId: string, page: PageRequest): Promise<Page<ImportJob>>;
  /** Begins the next attempt. @throws ConflictError when the job runs or is done */
  start(job: ImportJob, start: ImportStart): Promise<ImportJob>;
  /** Tells how many steps there will be; steps of an attempt before do not count. */
  plan(ref: ImportRef, stepsTotal: number, now: string): Promise<void>;
  /** Counts a step, once per name. */
  countStep(ref: ImportRef, step: string, now: string): Promise<void>;
  finish(ref: ImportRef, outcome: ImportOutcome, now: string): Promise<void>;
  fail(ref: ImportRef, failure: string, now: string): Promise<void>;
  /** Replaces what a job says of single records; counts stay. */
  redact(ref: ImportRef, what: Pick<ImportJob, 'reportKey' | 'sample'>): Promise<void>;
}
