import { type ImportFormat, type ImportJob, type ImportKind, noCounts } from '#core/imports/import-job';

export interface NewImport {
  readonly companyId: string;
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  readonly compressed: boolean;
  readonly mapping: Readonly<Record<string, string>>;
  readonly defaults: Readonly<Record<string, string>>;
  /** Letters and digits, at least 8. */
  readonly randomId: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** Begins with the time in a fixed width, so that ids sort by it. */
const importIdOf = (now: string, randomId: string): string =>
  `${Date.parse(now).toString(36).padStart(9, '0')}-${randomId.slice(-10)}`;

/** A job that waits for its file. */
export const newImportJob = ({ randomId, now, ...given }: NewImport): ImportJob => ({
  importId: importIdOf(now, randomId),
  companyId: given.companyId,
  kind: given.kind,
  format: given.format,
  compressed: given.compressed,
  mapping: given.mapping,
  defaults: given.defaults,
  status: 'awaiting-upload',
  dryRun: false,
  attempt: 0,
  uploadTag: null,
  stepsTotal: 0,
  stepsDone: 0,
  counts: noCounts,
  rejections: [],
  sample: [],
  reportKey: null,
  failure: null,
  createdAt: now,
  updatedAt: now,
});
