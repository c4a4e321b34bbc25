import { uploadKey } from '#core/imports/import-files';
import { type ImportJob, isStartable } from '#core/imports/import-job';
import { mentions, mentionsPerson, type Person } from '#core/privacy/person';
import type { PrivacyCounts } from '#core/privacy/privacy-job';
import type { PrivacyDependencies } from '#lambdas/shared/privacy-dependencies';

/** The import works on files that name the person: the step is tried again later. */
export class ImportAtWorkError extends Error {
  override readonly name = 'ImportAtWorkError';
}

const pageSize = 100;
/** Longer than an id with what stands around it. */
const overlap = 300;

async function* allJobs({ imports }: PrivacyDependencies, companyId: string): AsyncGenerator<ImportJob> {
  let cursor: string | undefined;
  do {
    const page = await imports.list(companyId, { limit: pageSize, cursor });
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const anyNames = async ({ files }: PrivacyDependencies, keys: readonly string[], person: Person): Promise<boolean> => {
  for (const key of keys) {
    for await (const piece of files.text(key, overlap)) if (mentionsPerson(piece, person)) return true;
  }
  return false;
};

const deleteAll = async ({ files }: PrivacyDependencies, keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await files.delete(key);
    await files.forgetVersions(key);
  }
};

/** @returns whether the files of the import named the person */
const eraseFiles = async (deps: PrivacyDependencies, job: ImportJob, person: Person): Promise<boolean> => {
  const upload = uploadKey(job);
  const working = await deps.files.list(`imports/${job.companyId}/${job.importId}/`);
  const keys = [...(await deps.files.list(upload)).filter((key) => key === upload), ...working];
  if (!(await anyNames(deps, keys, person))) return false;
  if (job.status === 'running' && !isStartable(job, deps.clock())) {
    throw new ImportAtWorkError(`The import ${job.importId} is at work`);
  }
  await deleteAll(deps, keys);
  return true;
};

/**
 * Deletes uploaded files that name the person, with everything that was made of them: what they held is in the table
 * already, and no line of a merchant's file can be left out without knowing its form. An import that is at work is
 * waited for. Previews of other jobs lose the entries that name the person.
 * @throws ImportAtWorkError
 */
export const eraseImports = async (
  deps: PrivacyDependencies,
  companyId: string,
  person: Person,
): Promise<PrivacyCounts> => {
  let uploads = 0;
  for await (const job of allJobs(deps, companyId)) {
    const wereErased = await eraseFiles(deps, job, person);
    const sample = job.sample.filter(
      ({ id, summary }) => id !== person.customerId && !mentions(summary, person.customerId),
    );
    if (wereErased) uploads += 1;
    if (wereErased || sample.length < job.sample.length) {
      await deps.imports.redact(job, { reportKey: wereErased ? null : job.reportKey, sample });
    }
  }
  return { 'imported file': uploads };
};
