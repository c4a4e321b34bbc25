import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, '../../../scripts/generate-client.ts');

describe('generate-client --check', () => {
  it('finds the committed client in step with the contracts', () => {
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
