import { makeCreditReader } from '#adapters/dynamodb/credit-reader';
import { makeReconciliationStore } from '#adapters/dynamodb/reconciliation-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { AttributionStore } from '#core/ports/attribution-store';
import type { ReconciliationStore } from '#core/ports/reconciliation-store';
import type { SettingsStore } from '#core/ports/settings-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface AttributionDependencies extends EndpointDependencies {
  readonly settings: Pick<SettingsStore, 'attribution'>;
  readonly credits: Pick<AttributionStore, 'get'>;
  readonly reconciliations: Pick<ReconciliationStore, 'list'>;
}

export const runtimeDependencies = (): AttributionDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    settings: makeSettingsStore(table),
    credits: makeCreditReader(table),
    reconciliations: makeReconciliationStore(table),
  };
};
