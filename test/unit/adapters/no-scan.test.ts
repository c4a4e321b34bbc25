import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const sources = globSync('{lambdas,adapters}/**/*.ts', { cwd: root });

/** Every way of the SDK to read a whole table. */
const scan =
  /\b(ScanCommand|paginateScan|ExecuteStatementCommand|BatchExecuteStatementCommand|ParallelScan)\b|\.scan\(/;

it('finds the sources that it is to look through', () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('QueryCommand'))).not.toEqual([]);
});

it('no function scans the table', () => {
  expect(sources.filter((file) => scan.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

it('no function builds a key of its own: the strings are in one file', () => {
  const builds = (file: string) =>
    /`C#\$\{|['"`](pk|sk|gsi\dpk)['"`]?\s*:\s*[`'"]/.test(readFileSync(join(root, file), 'utf8'));
  expect(sources.filter(builds)).toEqual(['adapters/dynamodb/keys.ts']);
});
