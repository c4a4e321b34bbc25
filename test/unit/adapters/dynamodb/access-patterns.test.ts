import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexKeys, keys } from '#adapters/dynamodb/keys';

const root = join(__dirname, '../../../..');
const page = readFileSync(join(root, 'docs/access-patterns.md'), 'utf8');

/** Rows of the tables that name builders: question, index, condition, builders, function, cost. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|') && line.split('|').length === 8)
  .map((line) => line.split('|').map((cell) => cell.trim()));

it.each([...Object.keys(keys), ...Object.keys(indexKeys)])('the page says what the key %s is for', (builder) => {
  expect(rows.filter((row) => row[4]?.includes(`\`${builder}\``))).not.toEqual([]);
});

it('the page names no key that does not exist', () => {
  const known = new Set([...Object.keys(keys), ...Object.keys(indexKeys)]);
  const named = rows.slice(1).flatMap((row) => [...(row[4] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''));
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('every store that the page names exists', () => {
  const stores = [...page.matchAll(/in ([a-z-]+-store)\b/g)].map(([, name]) => name);
  expect(stores.length).toBeGreaterThan(10);
  for (const name of new Set(stores)) readFileSync(join(root, `adapters/dynamodb/${name}.ts`));
});

it('all patterns of the specification are on the page', () => {
  const missing = Array.from({ length: 11 }, (_, i) => `D${i + 1}`).filter((name) => !page.includes(`| ${name} |`));
  expect(missing).toEqual([]);
});
