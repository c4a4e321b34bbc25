import { readHealthKey } from '#adapters/dynamodb/read-health-key';
import { familyEnvironments } from '#contracts/env/function-environment';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface HealthDependencies extends EndpointDependencies {
  /** Version of the service that is deployed. */
  readonly version: string;
  /** Checks by name; one rejects when what it looks at does not answer. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
}

/** Public operations have no caller to count, so their rate is the gateway's concern alone. */
const unused = { RATE_LIMIT_PER_SECOND: 1, RATE_LIMIT_BURST: 1, DEFAULT_PLAN: 'none' } as const;

export const runtimeDependencies = (): HealthDependencies => {
  const env = loadEnv(familyEnvironments.health);
  const table = makeTable(env);
  return {
    ...endpointDependencies({ ...env, ...unused }, table),
    version: env.SERVICE_VERSION,
    checks: { table: () => readHealthKey(table) },
  };
};
