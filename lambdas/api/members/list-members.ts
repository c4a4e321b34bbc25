import { listMembers } from '#contracts/api/companies';
import { type MemberDependencies, runtimeDependencies } from '#lambdas/api/members/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: MemberDependencies) =>
  httpEndpoint(listMembers, deps, async ({ params, query }) => reply(await deps.members.list(params.companyId, query)));

export const handler = makeHandler(runtimeDependencies());
