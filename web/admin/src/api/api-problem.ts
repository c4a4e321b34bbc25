import type { FieldError, Problem, ProblemCode } from '../../../../contracts/problem.ts';

/** `unreachable`: no answer came at all. */
export type ApiProblemCode = ProblemCode | 'unreachable';

/** An error answer of the API (RFC 9457), or the lack of an answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ApiProblemCode;
  readonly detail: string;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];

  constructor(problem: Partial<Problem> & { readonly status: number }, code: ApiProblemCode = 'internal') {
    super(problem.title ?? 'The request failed');
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code ?? code;
    this.detail = problem.detail ?? '';
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }

  /** The message for one field of the body, by its JSON pointer without the `/body` prefix, e.g. `/name`. */
  messageFor(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === `/body${pointer}`)?.message;
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value;

/** Reads an error answer; one that is not problem+json (a proxy's page) keeps its status. */
export const readProblem = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => undefined);
  return new ApiProblem(isProblem(body) ? { ...body, status: response.status } : { status: response.status });
};

/** What the server said about fields, by JSON Pointer into the body. */
export const problemsByPointer = (error: Error | null): [string, string][] =>
  error instanceof ApiProblem
    ? error.errors.map(({ pointer, message }) => [pointer.replace(/^\/body/, ''), message])
    : [];
