import { revokeApiKey } from '#contracts/api/api-keys';
import { type ApiKeyDependencies, runtimeDependencies } from '#lambdas/api/api-keys/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { noContent } from '#lambdas/shared/reply';

/** An unknown id is an error: whoever revokes a leaked key must not believe it done after a slip of the pen. */
export const makeHandler = (deps: ApiKeyDependencies) =>
  httpEndpoint(revokeApiKey, deps, async ({ params: { companyId, keyId }, now }) => {
    const key = await deps.apiKeys.get(companyId, keyId);
    if (!key) return problem('not_found', `There is no key ${keyId}`);
    await deps.apiKeys.revoke(companyId, key, now);
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
