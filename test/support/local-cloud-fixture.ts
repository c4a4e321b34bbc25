import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const projectRoot = join(__dirname, '..', '..');

/**
 * Synthesizes the fixture app into a new folder below dist/, where its functions find the project's packages.
 * Returns the folder and what removes it.
 */
export const synthesizeFixtureApp = (): { assemblyDir: string; remove: () => void } => {
  const parent = join(projectRoot, 'dist');
  mkdirSync(parent, { recursive: true });
  const assemblyDir = mkdtempSync(join(parent, 'local-cloud-fixture-'));
  const app = join(__dirname, 'fixtures/local-cloud-app/app.ts');
  execFileSync(process.execPath, [app, assemblyDir], { cwd: projectRoot, stdio: 'pipe' });
  return { assemblyDir, remove: () => rmSync(assemblyDir, { recursive: true, force: true }) };
};
