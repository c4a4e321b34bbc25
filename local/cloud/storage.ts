import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a running cloud keeps files: what must survive in `dataDir`, the rest in a folder that goes at the end. */
export type Storage = {
  readonly dataDir: string | undefined;
  readonly temporaryFolder: string;
  /** A folder or file of the data folder, or of the temporary one when nothing is kept. */
  path(name: string): string;
  remove(): void;
};

export const openStorage = (dataDir: string | undefined): Storage => {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  return {
    dataDir,
    temporaryFolder,
    path: (name) => join(dataDir ?? temporaryFolder, name),
    remove: () => rmSync(temporaryFolder, { recursive: true, force: true }),
  };
};
