/** A handler's answer: the body of its contract and what belongs in the headers. */
export interface Reply<Body> {
  readonly body: Body;
  /** Optimistic version of the resource; becomes `ETag: "v<version>"`. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answer to a replay of the same Idempotency-Key when it must differ (a secret is shown once). */
  readonly replayBody?: Body;
  /** True when the answer is bound to one shopper and must not be cached although the operation is public. */
  readonly personal?: boolean;
}

export const reply = <Body>(body: Body, options: Omit<Reply<Body>, 'body'> = {}): Reply<Body> => ({ body, ...options });

/** Answer of operations without a body. */
export const noContent: Reply<undefined> = { body: undefined };
