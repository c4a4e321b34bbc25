import { makeMembershipStore } from '#adapters/dynamodb/membership-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { MembershipStore } from '#core/ports/membership-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface MemberDependencies extends EndpointDependencies {
  readonly members: MembershipStore;
}

export const runtimeDependencies = (): MemberDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), members: makeMembershipStore(table) };
};
