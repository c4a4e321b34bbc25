import type * as z from 'zod';
import { type WorkerKind, workerEnvironments } from '#contracts/env/function-environment';
import { loadEnv } from '#lambdas/shared/load-env';
import { makeObservability, type Observability } from '#lambdas/shared/observability';

type WorkerEnvironment<K extends WorkerKind> = z.output<(typeof workerEnvironments)[K]>;

export interface WorkerRuntime<K extends WorkerKind> extends Observability {
  readonly env: WorkerEnvironment<K>;
  /** ISO-8601 UTC with milliseconds. */
  readonly clock: () => string;
}

/** Environment, log and metrics of a function that no route leads to. Called once per cold start. */
export const workerRuntime = <K extends WorkerKind>(kind: K): WorkerRuntime<K> => {
  const env = loadEnv(workerEnvironments[kind]) as WorkerEnvironment<K> & {
    STAGE: string;
    POWERTOOLS_SERVICE_NAME: string;
  };
  return {
    ...makeObservability({ stage: env.STAGE, serviceName: env.POWERTOOLS_SERVICE_NAME }),
    env,
    clock: () => new Date().toISOString(),
  };
};
