import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { Product } from '#core/catalog/product';
import type { Task } from './options.ts';

/** One line of train.csv. */
export interface PackRow {
  readonly group: string;
  readonly item: string;
  /** Epoch seconds or an order number. */
  readonly t: number;
  readonly user?: string;
  readonly event?: string;
}

/** What the recommender may see of one question, oldest first. */
export interface Question {
  readonly q: number | string;
  readonly ctx: readonly string[];
  readonly baskets: readonly (readonly string[])[];
  /** Time of each basket, in the unit of the rows. */
  readonly basketTimes: readonly number[];
  /** When it is asked. */
  readonly t?: number;
}

export type Truth = ReadonlyMap<Question['q'], ReadonlySet<string>>;

const fileOf = (packDir: string, name: string): string | undefined =>
  [name, `${name}.gz`].map((file) => join(packDir, file)).find((path) => existsSync(path));

const open = (path: string): NodeJS.ReadableStream => {
  const file = createReadStream(path);
  return path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
};

const needed = (packDir: string, name: string): string => {
  const path = fileOf(packDir, name);
  if (path === undefined) throw new Error(`The pack ${packDir} has no ${name} and no ${name}.gz`);
  return path;
};

async function* jsonLines<T>(path: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: open(path) })) if (line !== '') yield JSON.parse(line) as T;
}

/** The training rows in file order. A field without quotes is all that train.csv has, so lines are split plainly. */
export async function* readTrainingRows(packDir: string): AsyncGenerator<PackRow> {
  let columns: string[] | undefined;
  for await (const line of createInterface({ input: open(needed(packDir, 'train.csv')) })) {
    if (line === '') continue;
    const fields = line.split(',');
    if (columns === undefined) {
      columns = fields;
      continue;
    }
    const field = (name: string): string | undefined => fields[columns!.indexOf(name)] || undefined;
    yield {
      group: fields[0]!,
      item: fields[1]!,
      t: Number(fields[2]),
      user: field('user'),
      event: field('event'),
    };
  }
}

interface QuestionLine {
  readonly q: Question['q'];
  readonly ctx?: readonly (string | number)[];
  readonly baskets?: readonly (readonly (string | number)[])[];
  readonly bt?: readonly number[];
  readonly t?: number;
}

export const readQuestions = async (packDir: string, task: Task): Promise<Question[]> => {
  const questions: Question[] = [];
  for await (const { q, ctx, baskets, bt, t } of jsonLines<QuestionLine>(needed(packDir, `queries_${task}.jsonl`))) {
    questions.push({
      q,
      ctx: (ctx ?? []).map(String),
      baskets: (baskets ?? []).map((basket) => basket.map(String)),
      basketTimes: bt ?? [],
      t,
    });
  }
  return questions;
};

/** The right answers, where they are beside the pack: for the figures, after all lists are made. */
export const readTruth = async (packDir: string, task: Task): Promise<Truth | undefined> => {
  const path = fileOf(packDir, `truth_${task}.jsonl`);
  if (path === undefined) return undefined;
  const truth = new Map<Question['q'], ReadonlySet<string>>();
  for await (const { q, y } of jsonLines<{ q: Question['q']; y: (string | number)[] }>(path)) {
    truth.set(q, new Set(y.map(String)));
  }
  return truth;
};

interface ItemLine {
  readonly item_id: string;
  readonly title?: string;
  readonly median_price?: string;
}

/** What items.csv tells; nothing when there is none. */
export const readProducts = async (packDir: string): Promise<Map<string, Product>> => {
  const path = fileOf(packDir, 'items.csv');
  const products = new Map<string, Product>();
  if (path === undefined) return products;
  const lines = open(path).pipe(parse({ columns: true, relax_quotes: true }));
  for await (const { item_id, title, median_price } of lines as AsyncIterable<ItemLine>) {
    products.set(item_id, aPackProduct(item_id, title, Number(median_price)));
  }
  return products;
};

/** Currency of every pack product. */
export const packCurrency = 'EUR';

export const aPackProduct = (productId: string, title = '', price = Number.NaN): Product => ({
  productId,
  title,
  categoryPath: [],
  prices: [{ amount: price > 0 ? Math.round(price * 100) : 0, currency: packCurrency }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: '1970-01-01T00:00:00Z',
});
