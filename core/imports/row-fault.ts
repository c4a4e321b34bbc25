import {
  accepted,
  type Rejection,
  type RejectionCode,
  type RowResult,
  reject,
  rejected,
} from '#core/imports/rejection';
import { cellOf, columnOf, type RawRow, type RowContext } from '#core/imports/row-reader';

/** Ends the reading of a row at its first fault; never leaves `readRow`. */
class RowFault {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    this.rejection = rejection;
  }
}

/** Gives a row up because of one of its fields. `value` is what the report shows: what the field says. */
export const failRow = (
  row: RawRow,
  field: string,
  code: RejectionCode,
  context: RowContext,
  value = cellOf(row, field, context),
): never => {
  throw new RowFault(reject(row.number, columnOf(field, context), code, value));
};

/** What `read` makes of a row, or the fault that it met first. */
export const readRow = <T>(read: () => T): RowResult<T> => {
  try {
    return accepted(read());
  } catch (error) {
    if (error instanceof RowFault) return rejected(error.rejection);
    throw error;
  }
};
