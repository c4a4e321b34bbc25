import { type ApiKey, isKeyActive } from '#core/companies/api-key';
import { type IssuedApiKey, issueApiKey } from '#core/companies/issue-api-key';
import type { ApiKeyDependencies } from '#lambdas/api/api-keys/runtime-dependencies';
import { type Reply, reply } from '#lambdas/shared/reply';

/** A key as the API shows it; `now` decides whether it still works. */
export const apiKeyBody = (key: ApiKey, now: string) => ({
  ...key,
  status: isKeyActive(key, now) ? ('active' as const) : ('revoked' as const),
});

type IssuedBody = ReturnType<typeof apiKeyBody> & { readonly key: string | null };

/** Shows the key this once: a replay of the request gets null for a secret one. */
export const issuedReply = ({ apiKey, text }: IssuedApiKey, now: string): Reply<IssuedBody> => {
  const body: IssuedBody = { ...apiKeyBody(apiKey, now), key: text };
  return apiKey.kind === 'secret' ? reply(body, { replayBody: { ...body, key: null } }) : reply(body);
};

/** A key of fresh random parts. */
export const newApiKey = (
  deps: ApiKeyDependencies,
  companyId: string,
  { kind, label }: Pick<ApiKey, 'kind' | 'label'>,
  now: string,
): IssuedApiKey => issueApiKey({ companyId, kind, label, keyId: deps.newId(), secret: deps.newSecret(), now });
