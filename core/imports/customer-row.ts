import { failRow, readRow } from '#core/imports/row-fault';
import { cellOf, idOf, isId, type RawRow, type RowContext } from '#core/imports/row-reader';

/** A customer as a file tells it; the e-mail address is hashed before anything is kept of it. */
export interface CustomerRow {
  readonly customerId: string;
  readonly email?: string;
  readonly segments: readonly string[];
  readonly updatedAt: string;
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const segmentsOf = (text: string): string[] =>
  [...new Set(text.split(/[,;|]/).map((part) => part.trim().slice(0, 60)))].filter(Boolean).slice(0, 20);

/** Reads a row of a customer file. Without a time of its own a customer was changed at `now`. */
export const readCustomerRow = (row: RawRow, context: RowContext, now: string) =>
  readRow((): CustomerRow => {
    const customerId = idOf(cellOf(row, 'customerId', context));
    if (customerId === '') failRow(row, 'customerId', 'missing_value', context);
    if (!isId(customerId)) failRow(row, 'customerId', 'invalid_id', context);
    const email = cellOf(row, 'email', context) || undefined;
    if (email && (email.length > 254 || !emailShape.test(email))) failRow(row, 'email', 'invalid_value', context, '');
    const time = cellOf(row, 'updatedAt', context);
    const updatedAt =
      time === '' ? now : (context.readInstant(time) ?? failRow(row, 'updatedAt', 'invalid_date', context));
    return { customerId, email, segments: segmentsOf(cellOf(row, 'segments', context)), updatedAt };
  });
