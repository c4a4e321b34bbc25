import { deleteMember } from '#contracts/api/companies';
import { type MemberDependencies, runtimeDependencies } from '#lambdas/api/members/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { noContent } from '#lambdas/shared/reply';

export const makeHandler = (deps: MemberDependencies) =>
  httpEndpoint(deleteMember, deps, async ({ params }) => {
    await deps.members.remove(params.companyId, params.userId);
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
