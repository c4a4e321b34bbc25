import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The stage that runs on a laptop, synthesized. */
export const localAssemblyDir = 'dist/cdk.local';

const run = (what: string, command: string, args: readonly string[]): void => {
  try {
    execFileSync(command, args, { stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${what} failed:\n${stdout}${stderr}`);
  }
};

/**
 * Builds what the local cloud serves: the web apps, the functions and the synthesized stage `local`.
 * `reuse` keeps what an earlier build left.
 */
export const buildLocal = ({ reuse = false, report = (_: string) => {} } = {}): void => {
  if (reuse && existsSync(localAssemblyDir)) return;
  report('Building the admin and the widgets');
  run('Building the web apps', 'npm', ['run', '--silent', 'build:web']);
  report('Bundling the functions and synthesizing the stacks');
  run('Synthesizing', process.execPath, ['scripts/synth.ts', '--stage', 'local']);
};

if (import.meta.main) buildLocal({ report: console.log });
