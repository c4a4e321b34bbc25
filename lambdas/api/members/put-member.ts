import { putMember } from '#contracts/api/companies';
import { type MemberDependencies, runtimeDependencies } from '#lambdas/api/members/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: MemberDependencies) =>
  httpEndpoint(putMember, deps, async ({ params, body, now }) =>
    reply(await deps.members.put(params.companyId, params.userId, body.role, now)),
  );

export const handler = makeHandler(runtimeDependencies());
