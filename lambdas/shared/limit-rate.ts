import { takeToken } from '#core/usage/token-bucket';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { ProblemError } from '#lambdas/shared/problem';

/**
 * Takes a token of the caller's bucket and tells the state in `headers`
 * (draft-ietf-httpapi-ratelimit-headers).
 * @throws ProblemError 429 with Retry-After.
 */
export const limitRate = (
  { buckets, rate }: Pick<EndpointDependencies, 'buckets' | 'rate'>,
  bucketName: string,
  nowMs: number,
  headers: Record<string, string>,
): void => {
  const decision = takeToken(buckets.get(bucketName), nowMs, rate);
  buckets.set(bucketName, decision.bucket);
  const windowSeconds = Math.max(1, Math.ceil(rate.burst / rate.perSecond));
  headers['ratelimit-policy'] = `"company";q=${rate.burst};w=${windowSeconds}`;
  headers.ratelimit = `"company";r=${decision.remaining};t=${Math.max(1, decision.retryAfterSeconds)}`;
  if (!decision.allowed) {
    throw new ProblemError('rate_limited', `More than ${rate.perSecond} requests per second; wait and try again`, [], {
      'retry-after': String(decision.retryAfterSeconds),
    });
  }
};
