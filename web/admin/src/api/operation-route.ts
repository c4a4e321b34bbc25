/** How one operation travels over HTTP. */
export interface OperationRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** OpenAPI path template, e.g. `/api/companies/{companyId}`. */
  readonly path: string;
  readonly hasBody?: true;
  readonly requiresIfMatch?: true;
  readonly idempotencyKey?: true;
}
