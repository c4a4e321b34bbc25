import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makePrivacyJobStore } from '#adapters/dynamodb/privacy-job-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { makeUploadStore } from '#adapters/s3/upload-store';
import { makePrivacyStarter } from '#adapters/stepfunctions/privacy-starter';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ErasedPeople } from '#core/ports/erased-people';
import type { PrivacyJobStore } from '#core/ports/privacy-job-store';
import type { PrivacyStarter } from '#core/ports/privacy-starter';
import type { UploadStore } from '#core/ports/upload-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface PrivacyEndpointDependencies extends EndpointDependencies {
  readonly jobs: Pick<PrivacyJobStore, 'create' | 'fail' | 'get' | 'list'>;
  readonly erased: Pick<ErasedPeople, 'subjectOf'>;
  readonly files: Pick<UploadStore, 'downloadLink'>;
  readonly starter: PrivacyStarter;
}

export const runtimeDependencies = (): PrivacyEndpointDependencies => {
  const env = loadEnv(familyEnvironments.privacy);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    jobs: makePrivacyJobStore(table),
    erased: makeErasedPeople(table),
    files: makeUploadStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    starter: makePrivacyStarter(env.PRIVACY_MACHINE_ARN),
  };
};
