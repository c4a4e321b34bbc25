import { makeImportStore } from '#adapters/dynamodb/import-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { makeUploadStore } from '#adapters/s3/upload-store';
import { makeImportStarter } from '#adapters/stepfunctions/import-starter';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ImportStarter } from '#core/ports/import-starter';
import type { ImportStore } from '#core/ports/import-store';
import type { UploadStore } from '#core/ports/upload-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface ImportEndpointDependencies extends EndpointDependencies {
  readonly imports: ImportStore;
  readonly uploads: UploadStore;
  readonly starter: ImportStarter;
}

export const runtimeDependencies = (): ImportEndpointDependencies => {
  const env = loadEnv(familyEnvironments.imports);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    imports: makeImportStore(table),
    uploads: makeUploadStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    starter: makeImportStarter(env.IMPORT_MACHINE_ARN),
  };
};
