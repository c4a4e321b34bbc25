/** What is known of an Idempotency-Key when a request with it arrives. */
export type IdempotencyOutcome =
  | { readonly kind: 'begun' }
  /** The first request is still running. */
  | { readonly kind: 'in-progress' }
  /** The key was used with another body. */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'replay'; readonly responseJson: string };

export interface IdempotencyScope {
  /** Company, or person when there is no company yet. */
  readonly scope: string;
  readonly operationId: string;
  readonly key: string;
}

/** Keeps the answers of creating requests for 24 hours. */
export interface IdempotencyStore {
  begin(scope: IdempotencyScope, bodyHash: string, now: string): Promise<IdempotencyOutcome>;
  finish(scope: IdempotencyScope, responseJson: string): Promise<void>;
  /** Forgets a begun request that failed, so that it can be tried again. */
  abandon(scope: IdempotencyScope): Promise<void>;
}
