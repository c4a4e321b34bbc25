import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, UsageError } from '#scripts/import/options';

let folder: string;
let orders: string;
let products: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-options-'));
  orders = join(folder, 'orders.csv.gz');
  products = join(folder, 'products.jsonl');
  for (const path of [orders, products, join(folder, 'orders.xlsx')]) writeFileSync(path, '');
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => readOptions(['--company', 'my-shop', ...args]);

describe('npm run import', () => {
  it('imports products before the orders that name them, and tells formats by the file names', () => {
    expect(read('--orders', orders, '--products', products)?.files).toMatchObject([
      { kind: 'products', format: 'jsonl', compressed: false },
      { kind: 'orders', format: 'csv', compressed: true },
    ]);
  });

  it('gives a mapping to the files that have its field', () => {
    const files = read(
      '--orders',
      orders,
      '--products',
      products,
      '--map',
      'title=Name',
      '--map',
      'orders.orderId=No',
    )?.files;
    expect(files?.map(({ mapping }) => mapping)).toEqual([{ title: 'Name' }, { title: 'Name', orderId: 'No' }]);
  });

  it('hands options on as defaults of the job', () => {
    const options = read(
      '--orders',
      orders,
      '--currency',
      'gbp',
      '--date-order',
      'dmy',
      '--ignore',
      'WRAP',
      '--dry-run',
    );
    expect(options).toMatchObject({
      dryRun: true,
      currency: 'GBP',
      defaults: { currency: 'GBP', dateOrder: 'dmy', nonMerchandise: 'WRAP' },
    });
  });

  it('shows the help when asked', () => {
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--orders', 'nowhere.csv'], /no file nowhere\.csv/],
    [[], /Give a file/],
    [['--sheet', 'x'], /--sheet/],
  ])('says what to change: %j', (args, message) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(message);
  });

  it('says what to change when a file, a mapping or the company is not usable', () => {
    expect(() => read('--orders', join(folder, 'orders.xlsx'))).toThrow(/neither \.csv nor \.jsonl/);
    expect(() => read('--orders', orders, '--map', 'orderId')).toThrow(/FIELD=COLUMN/);
    expect(() => read('--orders', orders, '--map', 'colour=Farbe')).toThrow(/names no field.*orderId/s);
    expect(() => readOptions(['--company', 'My Shop', '--orders', orders])).toThrow(/--company My Shop/);
    expect(() => readOptions(['--orders', orders])).toThrow(/--company/);
    expect(() => read('--orders', orders, '--api', 'https://x')).toThrow(/--api and --token together/);
  });
});
