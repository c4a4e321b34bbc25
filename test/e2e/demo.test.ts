import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

const run = promisify(execFile);

it('npm run demo tells its whole story, from the import to the retrained model, and ends well', async () => {
  await ensureAppIsSynthesized();
  const { stdout } = await run(process.execPath, ['scripts/demo.ts', '--no-build']);
  for (const chapter of [
    'Import a file',
    'Train on it',
    'Recommend',
    'Click',
    'Order',
    'Offer',
    'Accept an offer',
    'Retrain',
  ]) {
    expect(stdout).toContain(chapter);
  }
  expect(stdout).toContain('All of it held');
}, 180_000);
