import { csvCell } from '#core/csv/csv-text';
import { type Rejection, rejectionMessages } from '#core/imports/rejection';

export const reportHeader = 'row,column,code,message,value\n';

/** A rejected row as a line of the CSV report. */
export const reportLine = ({ row, column, code, value }: Rejection): string =>
  `${[String(row), column, code, rejectionMessages[code], value].map(csvCell).join(',')}\n`;
