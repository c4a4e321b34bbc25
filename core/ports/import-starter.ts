import type { ImportRun } from '#core/imports/import-files';

/** Starts executions of the import machine. */
export interface ImportStarter {
  /** The same attempt again changes nothing. */
  start(run: ImportRun, attempt: number): Promise<void>;
}
