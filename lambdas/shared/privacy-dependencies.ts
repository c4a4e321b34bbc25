import { makeCreditEraser } from '#adapters/dynamodb/attribution-store';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeImportStore } from '#adapters/dynamodb/import-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makePersonItems } from '#adapters/dynamodb/person-item-store';
import { makePrivacyJobStore } from '#adapters/dynamodb/privacy-job-store';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeRewritableFiles } from '#adapters/s3/rewritable-files';
import { makeS3Client } from '#adapters/s3/s3-client';
import type { CompanySettings } from '#core/companies/company-settings';
import type { ArtifactStore } from '#core/ports/artifact-store';
import type { AttributionStore } from '#core/ports/attribution-store';
import type { ErasedPeople } from '#core/ports/erased-people';
import type { EventArchive } from '#core/ports/event-archive';
import type { ImportStore } from '#core/ports/import-store';
import type { OrderStore } from '#core/ports/order-store';
import type { PersonItems } from '#core/ports/person-items';
import type { PrivacyJobStore } from '#core/ports/privacy-job-store';
import type { RewritableFiles } from '#core/ports/rewritable-files';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import type { Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

/** What the steps of an export or erasure work with; each takes its part. */
export interface PrivacyDependencies extends Observability {
  /** ISO-8601 UTC with milliseconds. */
  readonly clock: () => string;
  readonly settings: (companyId: string) => Promise<CompanySettings | undefined>;
  readonly jobs: PrivacyJobStore;
  readonly erased: Pick<ErasedPeople, 'remember'>;
  readonly items: PersonItems;
  readonly orders: Pick<OrderStore, 'anonymise' | 'months' | 'streamMonth'>;
  readonly credits: Pick<AttributionStore, 'forget'>;
  readonly imports: Pick<ImportStore, 'list' | 'redact'>;
  readonly archive: Pick<EventArchive, 'days' | 'dayPrefix'>;
  /** Objects of the archive. */
  readonly archived: RewritableFiles;
  /** Objects of the artefact bucket. */
  readonly files: RewritableFiles;
  readonly artifacts: ArtifactStore;
}

/** Binds the steps to the real world. Called once per cold start. */
export const privacyDependencies = (): PrivacyDependencies => {
  const { env, ...runtime } = workerRuntime('privacy-step');
  const table = makeTable(env);
  const s3 = makeS3Client();
  return {
    ...runtime,
    settings: (companyId) => loadSettings(table, companyId),
    jobs: makePrivacyJobStore(table),
    erased: makeErasedPeople(table),
    items: makePersonItems(table),
    orders: makeOrderStore(table),
    credits: makeCreditEraser(table),
    imports: makeImportStore(table),
    archive: makeEventArchive(s3, env.ARCHIVE_BUCKET_NAME),
    archived: makeRewritableFiles(s3, env.ARCHIVE_BUCKET_NAME),
    files: makeRewritableFiles(s3, env.ARTIFACT_BUCKET_NAME),
    artifacts: makeArtifactStore(s3, env.ARTIFACT_BUCKET_NAME),
  };
};
