import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const projectRoot = join(__dirname, '..', '..');
const assemblyDir = join(projectRoot, 'dist/cdk.local');
const lock = join(projectRoot, 'dist/.synth-lock');
const lockLostAfterMs = 120_000;

const sources = '{bin,lib,lambdas,core,contracts,adapters,stepfunctions}/**/*.{ts,json}';

const changedMs = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const isFresh = (): boolean => {
  const manifest = join(assemblyDir, 'manifest.json');
  if (!existsSync(manifest)) return false;
  const newestMs = Math.max(
    ...globSync(sources, { cwd: projectRoot }).map((file) => changedMs(join(projectRoot, file))),
  );
  return changedMs(manifest) >= newestMs;
};

/** Jest runs files in several processes: one of them synthesizes, the others wait for it. */
const takeLock = async (): Promise<void> => {
  mkdirSync(join(projectRoot, 'dist'), { recursive: true });
  for (;;) {
    try {
      return mkdirSync(lock);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (Date.now() - changedMs(lock) > lockLostAfterMs) rmdirSync(lock);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};

/**
 * Bundles the functions and synthesizes the stage `local`, unless that was done since the sources last changed.
 * The web apps are stood in for where they are not built.
 * @returns the assembly's folder, for the local cloud to serve
 */
export const ensureAppIsSynthesized = async (): Promise<string> => {
  await takeLock();
  try {
    if (!isFresh()) {
      const args = ['scripts/synth.ts', '--stage', 'local', '--allow-missing'];
      execFileSync(process.execPath, args, { cwd: projectRoot, stdio: 'pipe' });
    }
    return assemblyDir;
  } finally {
    rmdirSync(lock);
  }
};
