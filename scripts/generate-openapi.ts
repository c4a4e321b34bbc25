/** Writes `docs/openapi.json` from the contracts; `--check` fails when the file is not what they say. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '#scripts/openapi/openapi-document';

const projectRoot = join(import.meta.dirname, '..');
const target = join(projectRoot, 'docs/openapi.json');

const main = () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const text = `${JSON.stringify(openApiDocument(version), null, 2)}\n`;
  const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === text;
  if (isCurrent) {
    console.log('docs/openapi.json says what the contracts say.');
  } else if (process.argv.includes('--check')) {
    console.error('docs/openapi.json is not what the contracts say: run "npm run openapi" and commit it.');
    process.exitCode = 1;
  } else {
    mkdirSync(join(projectRoot, 'docs'), { recursive: true });
    writeFileSync(target, text);
    console.log('docs/openapi.json written.');
  }
};

main();
