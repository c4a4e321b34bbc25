import type { ColumnMapping } from '#core/imports/column-mapping';
import type { InstantReader } from '#core/imports/parse-instant';

/** One row of a file, its cells in the order of the header. */
export interface RawRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What reading the rows of a file depends on, beside the rows. */
export interface RowContext {
  readonly columns: ColumnMapping;
  /** Values of fields that the file has no column for, or an empty cell. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly readInstant: InstantReader;
  /** Currency of prices when the row names none. */
  readonly currency: string;
  /** Codes of the shop that are no products, upper case. */
  readonly nonMerchandise: ReadonlySet<string>;
  /** True when the file's dates cannot be read for want of a date order. */
  readonly lacksDateOrder: boolean;
}

/** Text of a field, trimmed; empty when the row says nothing. */
export const cellOf = (row: RawRow, field: string, { columns, defaults }: RowContext): string => {
  const position = columns.positions.get(field);
  const text = position === undefined ? '' : (row.cells[position] ?? '').trim();
  return text === '' ? (defaults[field] ?? '') : text;
};

/** Name of a field's column, for the report. */
export const columnOf = (field: string, { columns }: RowContext): string => columns.names.get(field) ?? field;

/** Spreadsheets and data frames save the id 17850 as `17850.0`. */
export const idOf = (text: string): string => text.replace(/^(\d+)\.0$/, '$1');

/** Same rule as the ids of the API. */
export const isId = (text: string): boolean =>
  text.length <= 128 && /^[^\s#/\\\p{Cc}](?:[^#/\\\p{Cc}]*[^\s#/\\\p{Cc}])?$/u.test(text);
