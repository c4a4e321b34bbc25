import { listApiKeys } from '#contracts/api/api-keys';
import { apiKeyBody } from '#lambdas/api/api-keys/api-key-body';
import { type ApiKeyDependencies, runtimeDependencies } from '#lambdas/api/api-keys/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ApiKeyDependencies) =>
  httpEndpoint(listApiKeys, deps, async ({ params: { companyId }, query, now }) => {
    const { data, nextCursor } = await deps.apiKeys.list(companyId, query);
    return reply({ data: data.map((key) => apiKeyBody(key, now)), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
