import { readNdjson } from '#adapters/s3/ndjson-file';
import { privacyJobInput } from '#contracts/privacy/privacy-step';
import type { PersonRecord } from '#core/ports/person-items';
import { privacyFiles } from '#core/privacy/privacy-files';
import { addPrivacyCounts, exportKeepDays, type PrivacyJobRef } from '#core/privacy/privacy-job';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { clearWork, privacyStep, type RunningJob, runningJob } from '#lambdas/shared/privacy-step';

const gatheredRecords = async (deps: PrivacyDependencies, ref: PrivacyJobRef): Promise<PersonRecord[]> => {
  const records: PersonRecord[] = [];
  for (const key of await deps.artifacts.list(privacyFiles(ref).gatheredPrefix)) {
    records.push(...([...readNdjson(await deps.artifacts.get(key))] as PersonRecord[]));
  }
  return records;
};

/** JSON lines, the first of which says what the others are. */
const exportedText = ({ companyId, customerId }: RunningJob, records: readonly PersonRecord[], now: string): string => {
  const about = { type: 'export', data: { format: 1, companyId, customerId, exportedAt: now } };
  return [about, ...records].map((record) => `${JSON.stringify(record)}\n`).join('');
};

/** Joins what the parts gathered into one file to download. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('FinishExport', privacyJobInput, deps, async ({ companyId, jobId }) => {
    const ref = { companyId, jobId };
    const now = deps.clock();
    if ((await deps.jobs.get(ref))?.status === 'running') {
      const records = await gatheredRecords(deps, ref);
      const fileKey = privacyFiles(ref).export;
      await deps.artifacts.put(fileKey, Buffer.from(exportedText(await runningJob(deps, ref), records, now)));
      const fileExpiresAt = new Date(Date.parse(now) + exportKeepDays * 86_400_000).toISOString();
      const counts = addPrivacyCounts(records.map(({ type }) => ({ [type]: 1 })));
      await deps.jobs.finish(ref, { counts, fileKey, fileExpiresAt }, now);
    }
    await clearWork(deps, ref);
    return {};
  });

export const handler = makeHandler(privacyDependencies());
