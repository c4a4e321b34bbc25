import type * as z from 'zod';
import { productInput } from '#contracts/api/catalog';
import { customerInput } from '#contracts/api/customers';
import { orderInput } from '#contracts/api/orders';
import { accepted, type RejectionCode, type RowResult, reject, rejected } from '#core/imports/rejection';
import { utcInstant } from '#core/time/utc-instant';
import type { ReadRow, RowSource } from '#lambdas/shared/import-row';

const parseObject = (line: string): unknown => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The code of the report that is nearest to what the contract found. */
const codeOf = ({ code, path, message }: z.core.$ZodIssue): RejectionCode => {
  if (code === 'invalid_type' && message.includes('undefined')) return 'missing_value';
  const field = String(path.at(-1) ?? '');
  if (field.endsWith('Id')) return 'invalid_id';
  if (field.endsWith('At')) return 'invalid_date';
  return 'invalid_value';
};

/** Values never go into the report here: a line may hold an e-mail address. */
const firstFault = (number: number, error: z.ZodError): RowResult<never> => {
  const [issue] = error.issues;
  return rejected(reject(number, issue?.path.join('.') ?? '', issue ? codeOf(issue) : 'invalid_value'));
};

const readProduct = (value: unknown, number: number, now: string): RowResult<ReadRow> => {
  const { success, data, error } = productInput.safeParse(value);
  if (!success) return firstFault(number, error);
  const product = { ...data, updatedAt: utcInstant(data.updatedAt ?? now) };
  return accepted({ kind: 'entity', entity: { kind: 'product', row: number, product } });
};

const readOrder = (value: unknown, number: number): RowResult<ReadRow> => {
  const { success, data, error } = orderInput.safeParse(value);
  if (!success) return firstFault(number, error);
  const row = {
    ...data,
    orderedAt: utcInstant(data.orderedAt),
    updatedAt: utcInstant(data.updatedAt ?? data.orderedAt),
  };
  return accepted({ kind: 'order-row', row });
};

const readCustomer = (value: unknown, number: number, { job, settings, hashEmail }: RowSource): RowResult<ReadRow> => {
  const { success, data, error } = customerInput.safeParse(value);
  if (!success) return firstFault(number, error);
  const { email, customerId, segments } = data;
  const updatedAt = utcInstant(data.updatedAt ?? job.createdAt);
  const customer = { customerId, segments, updatedAt, emailHash: email && hashEmail(settings.signingKey, email) };
  return accepted({ kind: 'entity', entity: { kind: 'customer', row: number, customer } });
};

/** Reads a line of a JSONL file: one product, order or customer in the shape that the API takes. */
export const readJsonLine = (line: string, number: number, source: RowSource): RowResult<ReadRow> => {
  const value = parseObject(line);
  if (value === undefined) return rejected(reject(number, '', 'malformed_json'));
  if (source.job.kind === 'products') return readProduct(value, number, source.job.createdAt);
  if (source.job.kind === 'orders') return readOrder(value, number);
  return readCustomer(value, number, source);
};
