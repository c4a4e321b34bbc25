import { type PartList, privacyJobInput } from '#contracts/privacy/privacy-step';
import { privacyFiles } from '#core/privacy/privacy-files';
import type { PrivacyJobRef } from '#core/privacy/privacy-job';
import { erasedParts, exportedParts } from '#core/privacy/privacy-part';
import { jobsAbout } from '#lambdas/shared/jobs-about';
import { readJson, writeJson } from '#lambdas/shared/json-artifact';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { privacyStep, runningJob, sessionsOf } from '#lambdas/shared/privacy-step';

const foundByParts = async (deps: PrivacyDependencies, ref: PrivacyJobRef): Promise<string[]> => {
  const keys = await deps.artifacts.list(privacyFiles(ref).foundPrefix);
  const found = await Promise.all(keys.map((key) => readJson<{ sessionIds: string[] }>(deps.artifacts, key)));
  return found.flatMap((part) => part?.sessionIds ?? []);
};

/**
 * Puts together whom the job is about. What an erasure before it found counts, too: had that one failed half-way, the
 * records that link the person to a session may be gone while others of the session are not.
 */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('JoinSessions', privacyJobInput, deps, async ({ companyId, jobId, kind }): Promise<PartList> => {
    const ref = { companyId, jobId };
    const { subject } = await runningJob(deps, ref);
    const sessionIds = new Set([...(await foundByParts(deps, ref)), ...(await sessionsOf(deps, ref))]);
    for await (const before of jobsAbout(deps, companyId, subject)) {
      for (const sessionId of await sessionsOf(deps, before)) sessionIds.add(sessionId);
    }
    await writeJson(deps.artifacts, privacyFiles(ref).person, { sessionIds: [...sessionIds].sort() });
    const [days, months] = await Promise.all([deps.archive.days(companyId, ''), deps.orders.months(companyId)]);
    if (kind === 'export') return { parts: exportedParts(days, months) };
    await deps.erased.remember(companyId, { customerIds: new Set(), sessionIds }, deps.clock());
    return { parts: erasedParts(days, months) };
  });

export const handler = makeHandler(privacyDependencies());
