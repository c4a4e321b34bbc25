import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keys } from '#adapters/dynamodb/keys';
import { objectPrefixes } from '#lib/config/object-prefixes';

const page = readFileSync(join(__dirname, '../../../../docs/privacy.md'), 'utf8');

interface Row {
  readonly builders: readonly string[];
  readonly whose: string;
  readonly erasure: string;
  readonly kept: string;
}

const rows: Row[] = page
  .slice(page.indexOf('<!-- retention -->'))
  .split('\n')
  .filter((line) => line.startsWith('| `') && line.split('|').length === 6)
  .map((line) => {
    const [, items = '', whose = '', erasure = '', kept = ''] = line.split('|').map((cell) => cell.trim());
    return { builders: [...items.matchAll(/`(\w+)`/g)].map(([, name = '']) => name), whose, erasure, kept };
  });

const rowOf = (builder: string): Row | undefined => rows.find(({ builders }) => builders.includes(builder));

const build = (name: keyof typeof keys): { pk: string; sk: string } =>
  (keys[name] as (...args: unknown[]) => { pk: string; sk: string })('shop', 'someone', 'b', 'c', 'd');

const names = Object.keys(keys) as (keyof typeof keys)[];

it.each(names)('the page says whose the item %s is, what an erasure does with it, and how long it is kept', (name) => {
  const row = rowOf(name);
  expect([name, row?.whose, row?.erasure, row?.kept]).toEqual([name, ...Array(3).fill(expect.stringMatching(/\w/))]);
});

it('the page names each item once, and none that does not exist', () => {
  expect(rows.flatMap(({ builders }) => builders).sort()).toEqual([...names].sort());
});

it('the page says how long the files of each folder are kept', () => {
  const folders = [objectPrefixes.archive, objectPrefixes.artifacts].flatMap((bucket) => Object.values<string>(bucket));
  expect(folders.filter((folder) => !page.includes(`\`${folder}/\``))).toEqual([]);
});

it('everything under the key of a customer or a session is reached by an erasure, and said to be', () => {
  const personal = [keys.customer('shop', 'someone').pk, keys.session('shop', 'someone').pk];
  const underKey = names.filter((name) => personal.includes(build(name).pk));
  expect(underKey.length).toBeGreaterThan(10);
  expect(underKey.filter((name) => rowOf(name)?.erasure !== 'deletes it')).toEqual([]);
});

it('what is said to be a person’s and not to be deleted whole is known by name, since code of its own erases it', () => {
  const partly = rows
    .filter(({ whose, erasure }) => !/^(nobody|the company|a member)/.test(whose) && erasure !== 'deletes it')
    .flatMap(({ builders }) => builders);
  expect(partly.sort()).toEqual(['erasedPerson', 'importJob', 'order', 'orderCredit', 'privacyJob']);
  const elsewhere = rows
    .filter(({ erasure }) => erasure === 'deletes it')
    .flatMap(({ builders }) => builders)
    .filter((name) => !/#[US]#someone$/.test(build(name as keyof typeof keys).pk));
  expect(elsewhere.sort()).toEqual(['cart', 'idempotency', 'quarantined']);
});
