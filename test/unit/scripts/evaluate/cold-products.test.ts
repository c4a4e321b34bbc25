import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateColdProducts } from '#scripts/evaluate/cold-products';
import { readOptions, UsageError } from '#scripts/evaluate/options';

let packDir: string;

beforeEach(() => {
  packDir = mkdtempSync(join(tmpdir(), 'cold-products-'));
});

afterEach(() => {
  rmSync(packDir, { recursive: true, force: true });
});

const families = 30;
const membersPerFamily = 8;

const names =
  'amber birch cedar dune ember fern grove hazel iris jade kelp lilac maple nutmeg opal pearl quartz rose sage thyme umber violet willow xenia yarrow zinc almond basil clove dill'.split(
    ' ',
  );

/** Every basket holds four products of one family; a family shares a word of its titles. */
const writePack = (): void => {
  const items = ['item_id,code,title,median_price'];
  const rows = ['group_id,item_id,t,user'];
  for (let family = 0; family < families; family += 1) {
    for (let member = 0; member < membersPerFamily; member += 1) {
      items.push(`${family * 100 + member},c,${names[family]} piece ${member},${1 + (member % 3)}`);
    }
  }
  for (let basket = 0; basket < 1200; basket += 1) {
    const family = basket % families;
    for (let line = 0; line < 4; line += 1) {
      const member = (Math.floor(basket / families) * 3 + line * (1 + (basket % 2))) % membersPerFamily;
      rows.push(`b${basket},${family * 100 + member},${1_600_000_000 + basket * 600},u${basket}`);
    }
  }
  writeFileSync(join(packDir, 'items.csv'), `${items.join('\n')}\n`);
  writeFileSync(join(packDir, 'train.csv'), `${rows.join('\n')}\n`);
};

it('products that nobody has met are answered from their likes, far above chance and bestsellers', async () => {
  writePack();
  const options = { packDir, task: 'fbt', k: 5, validate: true, trials: 0, coldProducts: true } as const;
  const figures = await evaluateColdProducts(options);
  const hits = Object.fromEntries(Array.from(figures, ([method, { hitRate }]) => [method, hitRate]));
  expect(figures.get('lists')!.questions).toBeGreaterThan(20);
  expect(hits.lists).toBeGreaterThan(0.9);
  expect(hits.bestsellers).toBeLessThan(0.5);
  expect(hits['same price, by chance']).toBeLessThan(0.5);
  expect(hits['nothing hidden']).toBeGreaterThanOrEqual(hits.lists! - 0.1);
});

it('asks only what has one product as its question', () => {
  expect(() => readOptions(['--pack', 'p', '--task', 'basket', '--cold-products'])).toThrow(UsageError);
  expect(readOptions(['--pack', 'p', '--task', 'itempage', '--cold-products'])).toMatchObject({ coldProducts: true });
});
