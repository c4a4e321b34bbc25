import type * as z from 'zod';
import type { ProblemCode } from './problem.ts';

/** Who may call: nobody in particular, a shop page, a shop's server, or a signed-in person. */
export type OperationAuth =
  | { readonly kind: 'public' }
  /** Publishable key, or `companyId` alone, under the company's origin rules. */
  | { readonly kind: 'storefront' }
  /** Secret key, server to server. */
  | { readonly kind: 'server' }
  /** OIDC bearer token; `role` is the least role in the company that the operation works on. */
  | { readonly kind: 'member'; readonly role: CompanyRole }
  /** OIDC bearer token of anybody who signed in; the operation works on no company yet. */
  | { readonly kind: 'person' };

export const companyRoles = ['viewer', 'editor', 'owner'] as const;
export type CompanyRole = (typeof companyRoles)[number];

/**
 * `public`: cacheable by browsers and the edge unless bound to a session; `private`: never stored.
 */
export type CachePolicy = 'public' | 'private';

/** Operations that share a role, an environment and so a blast radius. */
export const functionFamilies = [
  'health',
  'storefront-read',
  'storefront-events',
  'event-admin',
  'carts',
  'ingest',
  'company-admin',
  'imports',
  'models',
  'privacy',
  'analytics',
  'counterfactual',
] as const;
export type FunctionFamily = (typeof functionFamilies)[number];

/** Files are answered as they are; everything else as JSON. */
export type ResponseType = 'application/json' | 'text/csv';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

type ObjectSchema = z.ZodObject;

export interface Operation<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Auth extends OperationAuth = OperationAuth,
> {
  /** camelCase verb-noun; the handler's file is its kebab-case form. */
  readonly id: string;
  /** Folder under `lambdas/api` and tag of the OpenAPI document. */
  readonly resource: string;
  readonly summary: string;
  readonly method: HttpMethod;
  /** OpenAPI path template, e.g. `/api/products/{productId}/recommendations`. */
  readonly path: string;
  readonly auth: Auth;
  readonly cache: CachePolicy;
  readonly family: FunctionFamily;
  readonly params: Params;
  readonly query: Query;
  /** Absent when the operation takes no body. */
  readonly body?: Body;
  /** Status of the normal answer. */
  readonly status: 200 | 201 | 202 | 204;
  /** Absent when the answer has no body; a text where it is no JSON. */
  readonly response?: Response;
  /** How the answer is written down. */
  readonly responseType: ResponseType;
  /** Codes beyond the ones that every operation of this auth kind can answer. */
  readonly errors: readonly ProblemCode[];
  /** Largest body in bytes; 413 above it. */
  readonly maxBodyBytes: number;
  /** `text/plain` bodies are read as JSON (`navigator.sendBeacon`). */
  readonly acceptsTextPlain: boolean;
  /** Takes a publishable key as Segment’s clients send it: the user name of Basic, or `writeKey` in the body. */
  readonly acceptsWriteKey: boolean;
  /** Honours `Idempotency-Key` for 24 hours. */
  readonly idempotencyKey: boolean;
  /** PUT that needs `If-Match` with the ETag of the version it changes. */
  readonly requiresIfMatch: boolean;
}

type OptionalKeys =
  | 'errors'
  | 'responseType'
  | 'maxBodyBytes'
  | 'acceptsTextPlain'
  | 'acceptsWriteKey'
  | 'idempotencyKey'
  | 'requiresIfMatch'
  | 'cache';

export type OperationDefinition<
  P extends ObjectSchema,
  Q extends ObjectSchema,
  B extends z.ZodType,
  R extends z.ZodType,
  A extends OperationAuth,
> = Omit<Operation<P, Q, B, R, A>, OptionalKeys> & Partial<Pick<Operation<P, Q, B, R, A>, OptionalKeys>>;

const defaultMaxBodyBytes = 256 * 1024;

/** Declares one operation; everything else about it (route, function, validation, docs, client) derives from this. */
export const defineOperation = <
  P extends ObjectSchema,
  Q extends ObjectSchema,
  B extends z.ZodType = z.ZodNever,
  R extends z.ZodType = z.ZodNever,
  const A extends OperationAuth = OperationAuth,
>(
  definition: OperationDefinition<P, Q, B, R, A>,
): Operation<P, Q, B, R, A> => ({
  errors: [],
  responseType: 'application/json',
  cache: 'private',
  maxBodyBytes: defaultMaxBodyBytes,
  acceptsTextPlain: false,
  acceptsWriteKey: false,
  idempotencyKey: false,
  requiresIfMatch: false,
  ...definition,
});

export type ParamsOf<O extends Operation> = z.output<O['params']>;
export type QueryOf<O extends Operation> = z.output<O['query']>;
/** `undefined` where the declaration has no such schema. */
type OrUndefined<T> = [T] extends [never] ? undefined : T;
export type BodyOf<O extends Operation> = OrUndefined<z.output<NonNullable<O['body']>>>;
export type ResponseOf<O extends Operation> = OrUndefined<z.input<NonNullable<O['response']>>>;

type Unchanged<T> = T extends readonly (infer Member)[]
  ? readonly Unchanged<Member>[]
  : T extends object
    ? { readonly [Name in keyof T]: Unchanged<T[Name]> }
    : T;
/** What a handler may answer with: nobody changes it on the way. */
export type AnswerOf<O extends Operation> = Unchanged<ResponseOf<O>>;

/** `getProductRecommendations` → `get-product-recommendations`. */
export const kebabCase = (camelCase: string): string =>
  camelCase.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Path of an operation's handler relative to the project root, without extension. */
export const handlerPath = (operation: Pick<Operation, 'resource' | 'id'>): string =>
  `lambdas/api/${operation.resource}/${kebabCase(operation.id)}`;

/** Every code that an operation may answer with: its own and those of its auth kind, body and headers. */
export const possibleProblems = (operation: Operation): ProblemCode[] => {
  const codes = new Set<ProblemCode>(['validation_failed', 'internal']);
  if (operation.auth.kind !== 'public') codes.add('unauthenticated').add('rate_limited');
  if (operation.auth.kind === 'storefront') codes.add('company_mismatch').add('origin_not_allowed');
  if (operation.auth.kind === 'server') codes.add('company_mismatch').add('credential_kind_not_allowed');
  if (operation.auth.kind === 'member') codes.add('insufficient_role').add('not_found');
  if (operation.auth.kind === 'member' && 'companyId' in operation.params.shape) codes.add('company_mismatch');
  if (operation.body) codes.add('malformed_json').add('payload_too_large').add('unsupported_media_type');
  if (operation.idempotencyKey) codes.add('idempotency_key_reused').add('conflict');
  if (operation.requiresIfMatch) codes.add('precondition_required').add('precondition_failed');
  for (const code of operation.errors) codes.add(code);
  return [...codes].sort();
};
