import { getHealth } from '#contracts/api/health';
import { runChecks } from '#lambdas/api/health/run-checks';
import { type HealthDependencies, runtimeDependencies } from '#lambdas/api/health/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: HealthDependencies) =>
  httpEndpoint(getHealth, deps, async ({ query }) => {
    const checks = query.deep === '1' ? await runChecks(deps) : {};
    const status = Object.values(checks).includes('failed') ? ('degraded' as const) : ('ok' as const);
    return reply({ status, version: deps.version, checks });
  });

export const handler = makeHandler(runtimeDependencies());
