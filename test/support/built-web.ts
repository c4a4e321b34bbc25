import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const projectRoot = join(__dirname, '..', '..');

const newestIn = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );

/** Builds a web workspace unless its build is there and newer than its sources. */
export const ensureWebIsBuilt = (workspace: 'admin' | 'widgets'): void => {
  const folder = join(projectRoot, 'web', workspace);
  const dist = join(folder, 'dist');
  if (existsSync(dist) && newestIn(dist) >= newestIn(join(folder, 'src'))) return;
  execFileSync(process.execPath, [join(projectRoot, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: folder,
    stdio: 'pipe',
  });
};
