/** What every step of an import is told. */
export interface ImportRun {
  readonly companyId: string;
  readonly importId: string;
  readonly dryRun: boolean;
  readonly uploadTag: string;
}

type Job = Pick<ImportRun, 'companyId' | 'importId'>;

/** Where a merchant's file is uploaded to. */
export const uploadKey = ({ companyId, importId }: Job): string => `uploads/${companyId}/${importId}`;

/** The chunk of products that are put together from order lines. */
export const productsChunk = 'products';

/**
 * Working files of an import. They lie under the tag of the upload, so that a restarted job finds its own and
 * never those of another file.
 */
export const importFiles = (run: ImportRun) => {
  const root = `imports/${run.companyId}/${run.importId}/${run.uploadTag}`;
  const mode = run.dryRun ? 'dry-run' : 'apply';
  return {
    plan: `${root}/plan.json`,
    /** Rows of orders, by part. */
    rows: (part: string) => `${root}/rows/${part}/`,
    /** Products, orders, returns or customers, by chunk. */
    entities: (chunk: string) => `${root}/entities/${chunk}/`,
    /** What order lines tell of products. */
    facts: `${root}/facts/`,
    grouped: (part: string) => `${root}/grouped/${part}.json`,
    applied: `${root}/${mode}/`,
    /** Rejected rows of the steps before chunks are applied. */
    rejected: `${root}/rejected/`,
    appliedRejected: `${root}/${mode}-rejected/`,
    /** Its last part is the name that people save it under. */
    report: `${root}/${mode}-report/import-${run.importId}-report.csv`,
  } as const;
};
