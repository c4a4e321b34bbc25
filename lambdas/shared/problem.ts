import { type FieldError, type Problem, type ProblemCode, problemTable } from '#contracts/problem';
import { ConflictError, InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import { AmountTooLargeError } from '#core/pricing/price-cart';

/** An error that the caller may see: a code of the closed table and a sentence that gives away nothing internal. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly fieldErrors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    detail: string,
    fieldErrors: readonly FieldError[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.code = code;
    this.fieldErrors = fieldErrors;
    this.headers = headers;
  }
}

/** Ends the request with a problem. */
export const problem = (code: ProblemCode, detail: string, fieldErrors?: readonly FieldError[]): never => {
  throw new ProblemError(code, detail, fieldErrors);
};

/** What a thrown error means to the caller; anything unforeseen is `internal` and says nothing of its cause. */
export const toProblemError = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof VersionConflictError) {
    return new ProblemError('precondition_failed', `${error.message}; read it again and repeat your change`);
  }
  if (error instanceof AmountTooLargeError) return new ProblemError('unprocessable', error.message);
  if (error instanceof ConflictError) return new ProblemError('conflict', error.message);
  if (error instanceof InvalidCursorError) {
    return new ProblemError('invalid_cursor', 'Begin the list again without a cursor', [
      { pointer: '/query/cursor', code: 'invalid_cursor', message: error.message },
    ]);
  }
  return new ProblemError(
    'internal',
    'The request could not be carried out; try again, and tell us the requestId if it stays',
  );
};

/** The RFC 9457 body. `instance` is the path of the request, without its query. */
export const problemBody = (error: ProblemError, instance: string, requestId: string): Problem => ({
  type: `https://smart-upsell.dev/errors/${error.code}`,
  title: problemTable[error.code].title,
  status: problemTable[error.code].status,
  detail: error.message,
  instance,
  code: error.code,
  requestId,
  ...(error.fieldErrors.length > 0 ? { errors: [...error.fieldErrors] } : {}),
});
