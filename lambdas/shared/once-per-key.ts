import { createHash } from 'node:crypto';
import type { IdempotencyScope } from '#core/ports/idempotency-store';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { problem } from '#lambdas/shared/problem';
import type { Reply } from '#lambdas/shared/reply';

interface Attempt {
  readonly scope: IdempotencyScope;
  /** All that tells one request from another: the same key with another content is refused. */
  readonly content: unknown;
  readonly now: string;
}

/** What is kept of a reply: all that the caller saw, but the replay's body where the two differ. */
const kept = ({ replayBody, ...given }: Reply<unknown>): Reply<unknown> => ({
  ...given,
  body: replayBody ?? given.body,
});

/**
 * Carries out `work` once per Idempotency-Key and answers repeats with what the first one gave.
 * @throws ProblemError 409 while the first runs, 422 when the content differs.
 */
export const oncePerKey = async (
  { idempotency }: Pick<EndpointDependencies, 'idempotency'>,
  { scope, content, now }: Attempt,
  work: () => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> => {
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const outcome = await idempotency.begin(scope, contentHash, now);
  if (outcome.kind === 'mismatch') problem('idempotency_key_reused', 'Use a new key for another request');
  if (outcome.kind === 'in-progress') problem('conflict', 'The first request with this key is still running');
  if (outcome.kind === 'replay') {
    const first = JSON.parse(outcome.responseJson) as Reply<unknown>;
    return { ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } };
  }
  const given = await work().catch(async (error: unknown) => {
    await idempotency.abandon(scope);
    throw error;
  });
  // Not abandoned when this fails: the work is done, and a quick repeat must not do it again.
  await idempotency.finish(scope, JSON.stringify(kept(given)));
  return given;
};
