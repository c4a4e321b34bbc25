import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { BodyOf, Operation, ParamsOf, QueryOf } from '#contracts/operation';
import type { FieldError } from '#contracts/problem';
import { ProblemError, problem } from '#lambdas/shared/problem';

export interface ParsedRequest<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  /** Version that `If-Match` names; only where the operation requires it. */
  readonly ifMatchVersion: number;
}

const escapePointer = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');

type Issue = z.core.$ZodIssue;

const isMissing = ({ code, message }: Issue): boolean => code === 'invalid_type' && message.includes('undefined');

/** Of the forms that a value may take the one that it was meant to be: where it has something wrong, not nothing at all. */
const meantForm = (forms: readonly (readonly Issue[])[]): readonly Issue[] =>
  forms.find((issues) => !issues.every(isMissing)) ?? forms[0] ?? [];

/** A union says only that nothing fits; what its meant form says names the fields. */
const spelledOut = (issue: Issue): readonly Issue[] => {
  const inner = issue.code === 'invalid_union' ? meantForm(issue.errors) : [];
  if (inner.length === 0) return [issue];
  return inner.flatMap((one) => spelledOut({ ...one, path: [...issue.path, ...one.path] }));
};

/** Field errors of a zod failure, as JSON Pointers under `root` (`/body`, `/query`, `/path`). */
export const fieldErrors = (root: string, error: z.ZodError): FieldError[] =>
  error.issues.flatMap(spelledOut).map(({ path, code, message }) => ({
    pointer: [root, ...path.map(escapePointer)].join('/'),
    code: code ?? 'custom',
    message,
  }));

const parsePart = <S extends z.ZodType>(root: string, schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(root, parsed.error);
  return problem('validation_failed', `${errors[0]?.pointer ?? root}: ${errors[0]?.message ?? 'is not valid'}`, errors);
};

const rawBody = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const checkMediaType = (operation: Operation, event: APIGatewayProxyEventV2): void => {
  const type = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = type === 'application/json' || type.endsWith('+json');
  if (isJson || (operation.acceptsTextPlain && (type === 'text/plain' || type === ''))) return;
  problem('unsupported_media_type', `Send the body as application/json${type ? `, not ${type}` : ''}`);
};

const parseJsonBody = (operation: Operation, event: APIGatewayProxyEventV2): unknown => {
  const bytes = rawBody(event);
  if (bytes.length > operation.maxBodyBytes) {
    problem('payload_too_large', `The body has ${bytes.length} bytes; at most ${operation.maxBodyBytes} are taken`);
  }
  checkMediaType(operation, event);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return problem('malformed_json', 'The body could not be read as JSON');
  }
};

const ifMatchVersion = (event: APIGatewayProxyEventV2): number => {
  const header = event.headers['if-match'];
  if (header === undefined) return problem('precondition_required', 'Send If-Match with the ETag that you read');
  const version = /^(?:W\/)?"v(\d+)"$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new ProblemError('precondition_failed', `If-Match ${header} is not an ETag that this resource had`);
};

/** Reads and checks a request by its contract. @throws ProblemError 400, 412, 413, 415 or 428 naming the field. */
export const parseRequest = <O extends Operation>(operation: O, event: APIGatewayProxyEventV2): ParsedRequest<O> => ({
  params: parsePart('/path', operation.params, event.pathParameters ?? {}) as ParamsOf<O>,
  query: parsePart('/query', operation.query, event.queryStringParameters ?? {}) as QueryOf<O>,
  body: (operation.body ? parsePart('/body', operation.body, parseJsonBody(operation, event)) : undefined) as BodyOf<O>,
  ifMatchVersion: operation.requiresIfMatch ? ifMatchVersion(event) : 0,
});
