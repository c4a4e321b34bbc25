/**
 * CSV as RFC 4180 has it: cells by commas, lines by CRLF, a cell in quotes where it holds one of them or a quote. A text
 * that a spreadsheet would run as a formula gets an apostrophe before it; numbers are numbers and stay as they are.
 */
export type CsvCell = string | number | boolean | null;

/** One text, quoted and defused. */
export const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const cellOf = (cell: CsvCell): string => {
  if (cell === null) return '';
  return typeof cell === 'string' ? csvCell(cell) : String(cell);
};

/** A whole file: a line of names, and a line for each row. */
export const csvText = (header: readonly string[], rows: Iterable<readonly CsvCell[]>): string =>
  Array.from([header, ...rows], (row) => `${row.map(cellOf).join(',')}\r\n`).join('');
