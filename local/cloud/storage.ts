import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  removeAbandoned();
  const temporaryFolder = mkdtempSync(join(tmpdir(), `local-cloud-${process.pid}-`));
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  return {
    dataDir,
    temporaryFolder,
    path: (name) => join(dataDir ?? temporaryFolder, name),
    remove: () => rmSync(temporaryFolder, { recursive: true, force: true }),
  };
};

/** A cloud that was killed could not remove its folder: the next one does. */
const removeAbandoned = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^local-cloud-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
