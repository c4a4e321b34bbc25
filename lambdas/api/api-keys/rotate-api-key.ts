import { rotateApiKey } from '#contracts/api/api-keys';
import { issuedReply, newApiKey } from '#lambdas/api/api-keys/api-key-body';
import { type ApiKeyDependencies, runtimeDependencies } from '#lambdas/api/api-keys/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';

export const makeHandler = (deps: ApiKeyDependencies) =>
  httpEndpoint(rotateApiKey, deps, async ({ params: { companyId, keyId }, body, now }) => {
    const old = await deps.apiKeys.get(companyId, keyId);
    if (!old) return problem('not_found', `There is no key ${keyId}`);
    const successor = newApiKey(deps, companyId, old, now);
    const revokesAt = new Date(Date.parse(now) + body.graceSeconds * 1000).toISOString();
    await deps.apiKeys.rotate(companyId, old, successor, revokesAt);
    return issuedReply(successor, now);
  });

export const handler = makeHandler(runtimeDependencies());
