import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeReportStore } from '#adapters/s3/report-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ReportStore } from '#core/ports/report-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface ReportDependencies extends EndpointDependencies {
  readonly reports: Pick<ReportStore, 'get'>;
}

export const reportDependencies = (): ReportDependencies => {
  const env = loadEnv(familyEnvironments.analytics);
  const artifacts = makeArtifactStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME);
  return { ...endpointDependencies(env, makeTable(env)), reports: makeReportStore(artifacts) };
};
