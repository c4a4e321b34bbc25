import * as z from 'zod';

/**
 * The closed table of error codes: code → HTTP status and title.
 * `docs/errors.md` explains each one; the test `errors documented` keeps both in step.
 */
export const problemTable = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  validation_failed: { status: 400, title: 'The request does not match its contract' },
  invalid_cursor: { status: 400, title: 'The cursor is not one that this list gave' },
  unauthenticated: { status: 401, title: 'A valid credential is needed' },
  company_mismatch: { status: 403, title: 'The request names another company' },
  origin_not_allowed: { status: 403, title: 'This origin may not use the key' },
  insufficient_role: { status: 403, title: 'Your role does not allow this' },
  credential_kind_not_allowed: { status: 403, title: 'This kind of credential may not call this operation' },
  not_in_plan: { status: 403, title: 'Your plan does not include this' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The change conflicts with the present state' },
  precondition_failed: { status: 412, title: 'The resource was changed by somebody else' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The media type is not supported' },
  unprocessable: { status: 422, title: 'The request is well formed but cannot be carried out' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used for another request' },
  precondition_required: { status: 428, title: 'If-Match is needed' },
  rate_limited: { status: 429, title: 'Too many requests' },
  stream_unavailable: { status: 503, title: 'Events cannot be stored at the moment' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemTable;

export const problemCodes = Object.keys(problemTable) as ProblemCode[];

export const fieldErrorSchema = z.object({
  pointer: z.string().describe('JSON Pointer (RFC 6901) of the field, prefixed with /body, /query, /path or /header'),
  code: z.string(),
  message: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** RFC 9457 problem details with the members that every error of this API carries. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(problemCodes),
  requestId: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
