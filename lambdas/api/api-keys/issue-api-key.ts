import { issueApiKey } from '#contracts/api/api-keys';
import { mayIssue, mostLiveKeys } from '#core/companies/issue-api-key';
import { issuedReply, newApiKey } from '#lambdas/api/api-keys/api-key-body';
import { type ApiKeyDependencies, runtimeDependencies } from '#lambdas/api/api-keys/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

export const makeHandler = (deps: ApiKeyDependencies) =>
  httpEndpoint(issueApiKey, deps, async ({ params: { companyId }, company, body, now }) => {
    if (body.kind === 'secret') requireEntitlement(deps, company, 'api-access');
    const isRoomLeft = mayIssue(await deps.apiKeys.listAll(companyId));
    if (!isRoomLeft) return problem('conflict', `A company has at most ${mostLiveKeys} keys; revoke one first`);
    const issued = newApiKey(deps, companyId, body, now);
    await deps.apiKeys.create(companyId, issued);
    return issuedReply(issued, now);
  });

export const handler = makeHandler(runtimeDependencies());
