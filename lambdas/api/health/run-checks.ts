import type { HealthDependencies } from '#lambdas/api/health/runtime-dependencies';
import { errorContext } from '#lambdas/shared/observability';

type CheckResult = 'ok' | 'failed';

/** Runs every check at once; a failed one is logged, since the answer says nothing of its cause. */
export const runChecks = async ({
  checks,
  log,
}: Pick<HealthDependencies, 'checks' | 'log'>): Promise<Record<string, CheckResult>> => {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<[string, CheckResult]> => {
      try {
        await check();
        return [name, 'ok'];
      } catch (error) {
        log.error('health_check_failed', { check: name, ...errorContext(error) });
        return [name, 'failed'];
      }
    }),
  );
  return Object.fromEntries(results);
};
