/** Why a row of a file is not taken: code → sentence. The report and the counts show both. */
export const rejectionMessages = {
  missing_value: 'A value that is needed is missing',
  invalid_id: 'An id may not hold # / \\ or control characters, nor be longer than 128 characters',
  invalid_date: 'The date could not be read; use ISO 8601, M/D/YYYY or D/M/YYYY',
  ambiguous_date: 'Day and month cannot be told apart in this file; set dateOrder to dmy or mdy',
  invalid_number: 'The number could not be read',
  invalid_currency: 'The currency is not an ISO 4217 code such as EUR',
  invalid_url: 'The address is not an http or https URL',
  invalid_value: 'The value is not one that this field takes',
  zero_quantity: 'The quantity is zero',
  non_positive_price: 'The price is zero or negative',
  non_merchandise: 'The row is postage, a fee, a voucher or another entry that is no product',
  return_without_customer: 'A return or stock correction without a customer cannot be matched with an order',
  return_without_order: 'No earlier order of the customer holds the returned units',
  mixed_currency: 'The order has lines in another currency',
  too_many_lines: 'The order has more than 2,000 lines',
  duplicate_id: 'A later row of the file has the same id and replaces this one',
  malformed_json: 'The line is not a JSON object',
  malformed_row: 'The row could not be read; look for an unclosed quote',
} as const satisfies Record<string, string>;

export type RejectionCode = keyof typeof rejectionMessages;

/** One rejected row. */
export interface Rejection {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: RejectionCode;
  /** What the file said, cut to 60 characters. */
  readonly value: string;
}

const longestValue = 60;

export const reject = (row: number, column: string, code: RejectionCode, value = ''): Rejection => ({
  row,
  column,
  code,
  value: value.slice(0, longestValue),
});

/** What reading a row gave: what it says, or why it is not taken. */
export type RowResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Rejection };

export const accepted = <T>(value: T): RowResult<T> => ({ ok: true, value });
export const rejected = (error: Rejection): RowResult<never> => ({ ok: false, error });

/** Rows per reason, most frequent first. */
export const countRejections = (byCode: ReadonlyMap<RejectionCode, number>) =>
  [...byCode]
    .map(([code, rows]) => ({ code, message: rejectionMessages[code], rows }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
