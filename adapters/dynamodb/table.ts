import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What every store works on: the client and the name of the one table. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** True for a failed condition of a single write. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

const wasCancelledFor = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error &&
  error.name === 'TransactionCanceledException' &&
  'CancellationReasons' in error &&
  Array.isArray(error.CancellationReasons) &&
  error.CancellationReasons.some((reason: { Code?: string }) => codes.includes(reason.Code ?? ''));

/** True when a transaction was cancelled because one of its conditions failed. */
export const isTransactionConditionFailure = (error: unknown): boolean =>
  wasCancelledFor(error, ['ConditionalCheckFailed']);

/** True when a transaction lost a race: one of its conditions failed, or another write held one of its items. */
export const isTransactionLost = (error: unknown): boolean =>
  wasCancelledFor(error, ['ConditionalCheckFailed', 'TransactionConflict']);

/**
 * True when a transaction wrote nothing and its items may fare better one by one: a condition failed, somebody else wrote
 * one of them just then, or they are over 4 MB together.
 */
export const isTransactionRefused = (error: unknown): boolean =>
  error instanceof Error && ['TransactionCanceledException', 'ValidationException'].includes(error.name);
