import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeStatementStore } from '#adapters/dynamodb/statement-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { RollUpStore } from '#core/ports/roll-up-store';
import type { StatementStore } from '#core/ports/statement-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface UsageDependencies extends EndpointDependencies {
  readonly rollUps: RollUpStore;
  readonly statements: Pick<StatementStore, 'list'>;
}

export const runtimeDependencies = (): UsageDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    rollUps: makeRollUpStore(table),
    statements: makeStatementStore(table),
  };
};
