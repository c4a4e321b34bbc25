import { type Rejection, rejectionMessages } from '#core/imports/rejection';

/** Quotes a cell; one that a spreadsheet would run as a formula gets an apostrophe before it. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const reportHeader = 'row,column,code,message,value\n';

/** A rejected row as a line of the CSV report. */
export const reportLine = ({ row, column, code, value }: Rejection): string =>
  `${[String(row), column, code, rejectionMessages[code], value].map(cell).join(',')}\n`;
