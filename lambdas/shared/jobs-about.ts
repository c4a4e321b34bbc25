import type { PrivacyJob } from '#core/privacy/privacy-job';
import type { PrivacyDependencies } from '#lambdas/shared/privacy-dependencies';

const pageSize = 100;

/** All exports and erasures of one person, newest first, by the keyed hash of who it is. */
export async function* jobsAbout(
  { jobs }: { readonly jobs: Pick<PrivacyDependencies['jobs'], 'list'> },
  companyId: string,
  subject: string,
): AsyncGenerator<PrivacyJob> {
  let cursor: string | undefined;
  do {
    const page = await jobs.list(companyId, { limit: pageSize, cursor });
    yield* page.data.filter((job) => job.subject === subject);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
