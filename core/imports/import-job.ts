export const importKinds = ['products', 'orders', 'customers'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importFormats = ['csv', 'jsonl'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const importStatuses = ['awaiting-upload', 'running', 'succeeded', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

export interface ImportCounts {
  /** Rows of the file, without its header. */
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** Products, orders or customers, by what the import did to each. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows of returns that were counted in the orders they belong to. */
  readonly returnsMatched: number;
  /** Products put together from order lines because the catalog lacked them. */
  readonly productsCreated: number;
  readonly productsUpdated: number;
}

export const noCounts: ImportCounts = {
  rowsRead: 0,
  rowsRejected: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  returnsMatched: 0,
  productsCreated: 0,
  productsUpdated: 0,
};

export const addCounts = (a: ImportCounts, b: Partial<ImportCounts>): ImportCounts =>
  Object.fromEntries(
    Object.entries(a).map(([name, count]) => [name, count + (b[name as keyof ImportCounts] ?? 0)]),
  ) as never as ImportCounts;

/** Rejected rows of one reason. */
export interface RejectionCount {
  readonly code: string;
  readonly message: string;
  readonly rows: number;
}

/** One difference that a file makes, in a sentence. */
export interface ImportChange {
  readonly id: string;
  readonly change: 'created' | 'updated';
  readonly summary: string;
}

/** The import of one file, from its upload to its report. */
export interface ImportJob {
  readonly importId: string;
  readonly companyId: string;
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  readonly compressed: boolean;
  /** Field → column of the file. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Field or option (`currency`, `timeZone`, `dateOrder`, `nonMerchandise`) → value. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly status: ImportStatus;
  readonly dryRun: boolean;
  /** How often the job was started. */
  readonly attempt: number;
  /** Identifies the uploaded bytes; working files of another upload are never mixed in. */
  readonly uploadTag: string | null;
  readonly stepsTotal: number;
  readonly stepsDone: number;
  readonly counts: ImportCounts;
  readonly rejections: readonly RejectionCount[];
  readonly sample: readonly ImportChange[];
  /** Key of the report in the artifact bucket. */
  readonly reportKey: string | null;
  readonly failure: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Share of the work that is done, 0 … 1. */
export const importProgress = (job: ImportJob): number => {
  if (job.status === 'succeeded') return 1;
  return job.stepsTotal === 0 ? 0 : Math.min(0.99, job.stepsDone / job.stepsTotal);
};

/** No step takes longer, repeats included: a job that was silent for so long has lost its machine. */
const silentForMs = 3_600_000;

/**
 * A job may be started when it waits, failed, only tried the file out, or lost its machine.
 * `now` is ISO-8601 UTC.
 */
export const isStartable = (job: ImportJob, now: string): boolean => {
  if (job.status === 'running') return Date.parse(now) - Date.parse(job.updatedAt) > silentForMs;
  return job.status !== 'succeeded' || job.dryRun;
};
