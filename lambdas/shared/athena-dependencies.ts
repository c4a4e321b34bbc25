import { makeSqlRunner } from '#adapters/athena/sql-runner';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import type { SqlRunner } from '#core/ports/sql-runner';
import { functionMemoryMb } from '#lambdas/shared/function-memory';
import type { StepDependencies } from '#lambdas/shared/pipeline-step';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface AthenaDependencies extends StepDependencies {
  readonly sql: SqlRunner;
  /** Bucket that queries read from and unload to. */
  readonly bucketName: string;
}

/** Binds the steps that watch queries to the real world. Called once per cold start. */
export const athenaDependencies = (): AthenaDependencies => {
  const { env, ...runtime } = workerRuntime('athena-step');
  return {
    ...runtime,
    memoryMb: functionMemoryMb(),
    artifacts: makeArtifactStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    sql: makeSqlRunner({ workGroup: env.ATHENA_WORK_GROUP, database: env.ATHENA_DATABASE }),
    bucketName: env.ARTIFACT_BUCKET_NAME,
  };
};
