import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { resolveColumns } from '#core/imports/column-mapping';
import { addRow, deriveProducts, type FactsByProduct } from '#core/imports/derive-products';
import { groupOrders } from '#core/imports/group-orders';
import { matchReturns } from '#core/imports/match-returns';
import { type OrderRow, readOrderRow } from '#core/imports/order-row';
import { makeRowContext } from '#core/imports/row-context';
import type { RawRow, RowContext } from '#core/imports/row-reader';

const company = { currency: 'GBP', timeZone: 'Europe/London' };
const sampleRows = 2_000;

async function* rawRows(file: string): AsyncGenerator<string[]> {
  const parser = parse({ relax_column_count: true });
  void pipeline(createReadStream(file), createGunzip(), parser);
  yield* parser as AsyncIterable<string[]>;
}

/** Turns the raw file into one JSON line an order and one a product, as the import job would store them. */
const convert = async (file: string, out: string): Promise<void> => {
  const rows: OrderRow[] = [];
  const facts: FactsByProduct = new Map();
  const waiting: RawRow[] = [];
  let header: string[] | undefined;
  let context: RowContext | undefined;
  const take = (row: RawRow): void => {
    const result = context && readOrderRow(row, context);
    if (!result?.ok) return;
    rows.push(result.value);
    if (!result.value.isReturn && result.value.orderedAt) addRow(facts, result.value, result.value.orderedAt);
  };
  const settle = (): void => {
    context = makeRowContext(resolveColumns('orders', header ?? [], {}), {}, company, waiting);
    waiting.splice(0).forEach(take);
  };
  let number = 1;
  for await (const cells of rawRows(file)) {
    if (!header) {
      header = cells;
      continue;
    }
    const row = { number: ++number, cells };
    if (context) take(row);
    else waiting.push(row);
    if (!context && waiting.length === sampleRows) settle();
  }
  if (!context) settle();
  const { orders, returns } = groupOrders(rows);
  const stream = createWriteStream(out);
  for (const order of matchReturns(orders, returns).orders) stream.write(`${JSON.stringify(order)}\n`);
  for (const product of deriveProducts(facts)) stream.write(`${JSON.stringify(product)}\n`);
  await new Promise((resolve) => stream.end(resolve));
};

const [file, out] = process.argv.slice(2);
await convert(file ?? '', out ?? '');
