import { isNonMerchandise } from '#core/imports/non-merchandise';
import { needsDateOrder } from '#core/imports/parse-instant';
import { parsePrice, parseWholeNumber } from '#core/imports/parse-number';
import type { RowResult } from '#core/imports/rejection';
import { failRow, readRow } from '#core/imports/row-fault';
import { cellOf, idOf, isId, type RawRow, type RowContext } from '#core/imports/row-reader';

/** One line of an order as a file tells it. */
export interface OrderRow {
  readonly row: number;
  readonly orderId: string;
  /** Empty when unknown. */
  readonly customerId: string;
  /** ISO-8601 UTC; empty when only another row of the order says it. */
  readonly orderedAt: string;
  readonly productId: string;
  readonly title: string;
  /** Units, ≥ 1; what came back when `isReturn`. */
  readonly quantity: number;
  /** Unit price in minor units, ≥ 1. */
  readonly amount: number;
  readonly currency: string;
  readonly isReturn: boolean;
  readonly isCancelled: boolean;
}

/** Invoices such as `C536379` take back what an earlier one sold. */
const cancellationNumber = /^C\d+$/i;
const cancelledStatus = /^(cancell?ed|voided?|abgebrochen|storniert)$/i;
const mostUnits = 1_000_000;

const readId = (row: RawRow, field: string, context: RowContext): string => {
  const id = idOf(cellOf(row, field, context));
  if (id === '') return failRow(row, field, 'missing_value', context);
  return isId(id) ? id : failRow(row, field, 'invalid_id', context);
};

const readOptionalId = (row: RawRow, field: string, context: RowContext): string =>
  cellOf(row, field, context) === '' ? '' : readId(row, field, context);

const readDate = (row: RawRow, context: RowContext): string => {
  const text = cellOf(row, 'orderedAt', context);
  if (text === '') return '';
  const isUnclear = context.lacksDateOrder && needsDateOrder(text);
  return context.readInstant(text) ?? failRow(row, 'orderedAt', isUnclear ? 'ambiguous_date' : 'invalid_date', context);
};

const readQuantity = (row: RawRow, context: RowContext): number => {
  const text = cellOf(row, 'quantity', context);
  if (text === '') return failRow(row, 'quantity', 'missing_value', context);
  const quantity = parseWholeNumber(text);
  if (quantity === undefined || Math.abs(quantity) > mostUnits) {
    return failRow(row, 'quantity', 'invalid_number', context);
  }
  return quantity === 0 ? failRow(row, 'quantity', 'zero_quantity', context) : quantity;
};

const readPrice = (row: RawRow, currency: string, context: RowContext): number => {
  const text = cellOf(row, 'unitPrice', context);
  if (text === '') return failRow(row, 'unitPrice', 'missing_value', context);
  const amount = parsePrice(text, currency) ?? failRow(row, 'unitPrice', 'invalid_number', context);
  return amount <= 0 ? failRow(row, 'unitPrice', 'non_positive_price', context) : amount;
};

const readCurrency = (row: RawRow, context: RowContext): string => {
  const text = cellOf(row, 'currency', context).toUpperCase() || context.currency;
  return /^[A-Z]{3}$/.test(text) ? text : failRow(row, 'currency', 'invalid_currency', context);
};

const readLine = (row: RawRow, context: RowContext): OrderRow => {
  const orderId = readId(row, 'orderId', context);
  const productId = readId(row, 'productId', context);
  if (isNonMerchandise(productId, context.nonMerchandise)) failRow(row, 'productId', 'non_merchandise', context);
  const orderedAt = readDate(row, context);
  const quantity = readQuantity(row, context);
  const customerId = readOptionalId(row, 'customerId', context);
  const isReturn = quantity < 0 || cancellationNumber.test(orderId);
  if (isReturn && customerId === '') failRow(row, 'customerId', 'return_without_customer', context);
  const currency = readCurrency(row, context);
  return {
    row: row.number,
    orderId,
    customerId,
    orderedAt,
    productId,
    title: cellOf(row, 'title', context).slice(0, 500),
    quantity: Math.abs(quantity),
    amount: readPrice(row, currency, context),
    currency,
    isReturn,
    isCancelled: cancelledStatus.test(cellOf(row, 'status', context)),
  };
};

/** Reads a row of an order file, or says what is wrong with it: the first fault that it has. */
export const readOrderRow = (row: RawRow, context: RowContext): RowResult<OrderRow> =>
  readRow(() => readLine(row, context));
