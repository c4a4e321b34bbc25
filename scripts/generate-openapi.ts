/** Writes `docs/openapi.json` from the contracts; `--check` fails when the file is not what they say. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type OpenApiDocument, openApiDocument } from '#scripts/openapi/openapi-document';

const projectRoot = join(import.meta.dirname, '..');
const target = join(projectRoot, 'docs/openapi.json');

/** @throws an Error with the first faults when the document is not valid OpenAPI 3.1. */
const assertValid = async (document: OpenApiDocument) => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (!valid) throw new Error(`The document is not valid OpenAPI: ${JSON.stringify(errors).slice(0, 2000)}`);
};

const main = async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const document = openApiDocument(version);
  await assertValid(document);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === text;
  if (isCurrent) {
    console.log('docs/openapi.json is valid and says what the contracts say.');
  } else if (process.argv.includes('--check')) {
    throw new Error('docs/openapi.json is not what the contracts say: run "npm run openapi" and commit it.');
  } else {
    mkdirSync(join(projectRoot, 'docs'), { recursive: true });
    writeFileSync(target, text);
    console.log('docs/openapi.json written.');
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
