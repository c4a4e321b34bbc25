import { loadSettings } from '#adapters/dynamodb/credential-store';
import { hashEmail, makeCustomerStore } from '#adapters/dynamodb/customer-store';
import { makeImportStore } from '#adapters/dynamodb/import-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { makeUploadStore } from '#adapters/s3/upload-store';
import type { CompanySettings } from '#core/companies/company-settings';
import type { ArtifactStore } from '#core/ports/artifact-store';
import type { CustomerStore } from '#core/ports/customer-store';
import type { ImportStore } from '#core/ports/import-store';
import type { OrderStore } from '#core/ports/order-store';
import type { ProductStore } from '#core/ports/product-store';
import type { UploadStore } from '#core/ports/upload-store';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import type { Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface ImportDependencies extends Observability {
  readonly imports: ImportStore;
  readonly uploads: UploadStore;
  readonly artifacts: ArtifactStore;
  readonly products: ProductStore;
  readonly orders: OrderStore;
  readonly customers: CustomerStore;
  readonly settings: (companyId: string) => Promise<CompanySettings | undefined>;
  /** Keyed hash of an e-mail address. */
  readonly hashEmail: (secret: string, email: string) => string;
  /** ISO-8601 UTC with milliseconds. */
  readonly clock: () => string;
}

/** Binds the steps of an import to the real world. Called once per cold start. */
export const importDependencies = (): ImportDependencies => {
  const { env, clock, log, meter } = workerRuntime('import-step');
  const table = makeTable(env);
  const s3 = makeS3Client();
  return {
    log,
    meter,
    clock,
    imports: makeImportStore(table),
    uploads: makeUploadStore(s3, env.ARTIFACT_BUCKET_NAME),
    artifacts: makeArtifactStore(s3, env.ARTIFACT_BUCKET_NAME),
    products: makeProductStore(table),
    orders: makeOrderStore(table),
    customers: makeCustomerStore(table),
    settings: (companyId) => loadSettings(table, companyId),
    hashEmail,
  };
};
