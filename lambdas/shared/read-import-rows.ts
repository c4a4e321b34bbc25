import { readCsv, readLines } from '#adapters/files/read-table';
import { ImportFileError, resolveColumns } from '#core/imports/column-mapping';
import { readCustomerRow } from '#core/imports/customer-row';
import { readOrderRow } from '#core/imports/order-row';
import { readProductRow } from '#core/imports/product-row';
import { accepted, type RowResult } from '#core/imports/rejection';
import { makeRowContext } from '#core/imports/row-context';
import type { RawRow, RowContext } from '#core/imports/row-reader';
import type { ReadRow, RowSource } from '#lambdas/shared/import-row';
import { readJsonLine } from '#lambdas/shared/read-json-line';

const sampleRows = 2_000;

const map = <A, B>(result: RowResult<A>, change: (value: A) => B): RowResult<B> =>
  result.ok ? accepted(change(result.value)) : result;

const readRow = (row: RawRow, context: RowContext, source: RowSource): RowResult<ReadRow> => {
  const { job, settings, hashEmail } = source;
  if (job.kind === 'orders') return map(readOrderRow(row, context), (value) => ({ kind: 'order-row', row: value }));
  if (job.kind === 'products') {
    return map(readProductRow(row, context, job.createdAt), (product) => ({
      kind: 'entity',
      entity: { kind: 'product', row: row.number, product },
    }));
  }
  return map(readCustomerRow(row, context, job.createdAt), ({ email, ...customer }) => ({
    kind: 'entity',
    entity: {
      kind: 'customer',
      row: row.number,
      customer: { ...customer, emailHash: email && hashEmail(settings.signingKey, email) },
    },
  }));
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Rows below the header, numbered as a spreadsheet does; blank ones are skipped but counted. */
async function* numbered(rows: AsyncIterable<readonly string[]>): AsyncGenerator<RawRow> {
  let number = 1;
  for await (const cells of rows) {
    number += 1;
    if (!isBlank(cells)) yield { number, cells };
  }
}

const take = async <T>(values: AsyncGenerator<T>, most: number): Promise<T[]> => {
  const taken: T[] = [];
  while (taken.length < most) {
    const next = await values.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
};

async function* readCsvRows(bytes: AsyncIterable<Uint8Array>, source: RowSource): AsyncGenerator<RowResult<ReadRow>> {
  const { kind, mapping, defaults } = source.job;
  const table = readCsv(bytes);
  const header = await table.next();
  if (header.done) throw new ImportFileError('The file is empty.');
  const columns = resolveColumns(
    kind,
    header.value.map((name) => name.trim()),
    mapping,
    defaults,
  );
  const rows = numbered(table);
  const sample = await take(rows, sampleRows);
  const context = makeRowContext(columns, defaults, source.settings.company, sample);
  for (const row of sample) yield readRow(row, context, source);
  for await (const row of rows) yield readRow(row, context, source);
}

async function* readJsonRows(bytes: AsyncIterable<Uint8Array>, source: RowSource): AsyncGenerator<RowResult<ReadRow>> {
  let number = 0;
  for await (const line of readLines(bytes)) {
    number += 1;
    if (line.trim() !== '') yield readJsonLine(line, number, source);
  }
}

/**
 * Reads an uploaded file row by row; each row is taken or says why not.
 * @throws ImportFileError when the file as a whole cannot be read
 */
export const readImportRows = (
  bytes: AsyncIterable<Uint8Array>,
  source: RowSource,
): AsyncGenerator<RowResult<ReadRow>> =>
  source.job.format === 'csv' ? readCsvRows(bytes, source) : readJsonRows(bytes, source);
